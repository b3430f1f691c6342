/**
 * Folds the stream of recorded facts into the tallies, each exactly once. The sums and the
 * checkpoint are written in one transaction.
 */
@NullMarked
package bantin.tallyhits;

import org.jspecify.annotations.NullMarked;

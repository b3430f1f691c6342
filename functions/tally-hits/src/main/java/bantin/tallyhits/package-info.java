/**
 * Folds the stream of recorded facts into the tallies, each exactly once: the sums and how far they
 * reach are one transaction.
 */
@NullMarked
package bantin.tallyhits;

import org.jspecify.annotations.NullMarked;

/** Hits: each is recorded as a fact with one write, and counted later by tally-hits. */
@NullMarked
package bantin.counthit;

import org.jspecify.annotations.NullMarked;

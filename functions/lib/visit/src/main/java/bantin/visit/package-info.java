/**
 * Visits: the facts that a session's item in {@code Visits} states, and the tallies that those
 * facts add up to. Every number shown is the sum of {@link Fact#amounts} over the items of {@code
 * Visits}; nothing else is ever added to a tally.
 */
@NullMarked
package bantin.visit;

import org.jspecify.annotations.NullMarked;

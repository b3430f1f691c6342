/**
 * What is known of visits: how a session's item in {@code Visits} states the facts, and which
 * tallies those facts add up to. Every number shown is the sum of {@link Fact#amounts} over the
 * items of {@code Visits}; nothing else is ever added to a tally.
 */
@NullMarked
package bantin.visit;

import org.jspecify.annotations.NullMarked;

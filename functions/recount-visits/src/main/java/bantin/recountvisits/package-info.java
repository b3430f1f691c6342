/**
 * Counts a day again from its sessions and compares: the proof of the tallies, and their repair.
 */
@NullMarked
package bantin.recountvisits;

import org.jspecify.annotations.NullMarked;

/**
 * Reports faults of a deployed portal in plain words, each with its remedy. It reads and changes
 * nothing, except for the one hit of {@link bantin.doctor.Smoke}.
 */
@NullMarked
package bantin.doctor;

import org.jspecify.annotations.NullMarked;

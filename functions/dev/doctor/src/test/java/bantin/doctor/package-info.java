/** Tests with AWS's own clients, and an account in which faults are planted. */
@NullMarked
package bantin.doctor;

import org.jspecify.annotations.NullMarked;

/** Who is at the desk, and what they may do. */
@NullMarked
package bantin.person;

import org.jspecify.annotations.NullMarked;

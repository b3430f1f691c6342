/** People at the desk, and their roles. */
@NullMarked
package bantin.person;

import org.jspecify.annotations.NullMarked;

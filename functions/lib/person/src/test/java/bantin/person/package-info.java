@NullMarked
package bantin.person;

import org.jspecify.annotations.NullMarked;

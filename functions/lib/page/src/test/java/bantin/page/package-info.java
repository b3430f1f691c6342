@NullMarked
package bantin.page;

import org.jspecify.annotations.NullMarked;

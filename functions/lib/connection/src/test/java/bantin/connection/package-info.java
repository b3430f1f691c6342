@NullMarked
package bantin.connection;

import org.jspecify.annotations.NullMarked;

@NullMarked
package bantin.http;

import org.jspecify.annotations.NullMarked;

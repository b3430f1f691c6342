/** Tests with real engines. */
@NullMarked
package bantin.importfiles;

import org.jspecify.annotations.NullMarked;

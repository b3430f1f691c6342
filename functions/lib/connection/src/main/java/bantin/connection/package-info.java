/** How the functions that readers wait for reach AWS's services. */
@NullMarked
package bantin.connection;

import org.jspecify.annotations.NullMarked;

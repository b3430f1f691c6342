/** Connections to AWS's services for the functions that readers wait for. */
@NullMarked
package bantin.connection;

import org.jspecify.annotations.NullMarked;

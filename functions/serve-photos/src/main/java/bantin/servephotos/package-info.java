/** Photos for readers, out of the bucket that nobody else may read. */
@NullMarked
package bantin.servephotos;

import org.jspecify.annotations.NullMarked;

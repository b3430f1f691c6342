/** Photos for readers, from the private bucket. */
@NullMarked
package bantin.servephotos;

import org.jspecify.annotations.NullMarked;

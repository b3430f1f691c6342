/** Prepares the libraries of the functions' zips. The build runs it. */
@NullMarked
package bantin.packing;

import org.jspecify.annotations.NullMarked;

/** Lays out what goes into the functions' zips; the build runs it. */
@NullMarked
package bantin.packing;

import org.jspecify.annotations.NullMarked;

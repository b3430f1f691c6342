/** Exports the whole portal as an archive in parts. */
@NullMarked
package bantin.exportarchive;

import org.jspecify.annotations.NullMarked;

/** Imports an archive into an empty portal, part by part. */
@NullMarked
package bantin.importarchive;

import org.jspecify.annotations.NullMarked;

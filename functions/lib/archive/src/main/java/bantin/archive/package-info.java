/**
 * Portable archive of a whole portal: as many zip files as needed, each complete in itself. A part
 * holds items as lines of DynamoDB JSON, photos as files, and the manifest {@code bantin.json}.
 */
@NullMarked
package bantin.archive;

import org.jspecify.annotations.NullMarked;

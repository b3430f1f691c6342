/**
 * The portable archive of a whole portal: zip files, as many as it takes, each of them complete in
 * itself. In each lie lines of items as DynamoDB's own export writes them, photos as files, and
 * {@code bantin.json}, which says whose part it is.
 */
@NullMarked
package bantin.archive;

import org.jspecify.annotations.NullMarked;

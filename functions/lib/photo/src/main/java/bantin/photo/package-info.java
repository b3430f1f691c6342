/** Photos: their ids, their keys in the bucket, and their items in the {@code Newsroom} table. */
@NullMarked
package bantin.photo;

import org.jspecify.annotations.NullMarked;

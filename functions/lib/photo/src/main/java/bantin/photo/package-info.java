/** Photos: ids, object keys, renditions, and limits of uploads. */
@NullMarked
package bantin.photo;

import org.jspecify.annotations.NullMarked;

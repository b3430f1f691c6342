/** Photos and attachments: ids, object keys, renditions, checks, and limits of uploads. */
@NullMarked
package bantin.photo;

import org.jspecify.annotations.NullMarked;

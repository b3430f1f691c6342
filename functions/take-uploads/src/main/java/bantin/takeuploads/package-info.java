/** Takes announcements of photos and files, and says where the browser may send them. */
@NullMarked
package bantin.takeuploads;

import org.jspecify.annotations.NullMarked;

/** Takes announcements of photos and files, and returns addresses for their upload. */
@NullMarked
package bantin.takeuploads;

import org.jspecify.annotations.NullMarked;

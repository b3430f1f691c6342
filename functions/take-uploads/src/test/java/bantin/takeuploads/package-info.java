/** Tests with real engines. */
@NullMarked
package bantin.takeuploads;

import org.jspecify.annotations.NullMarked;

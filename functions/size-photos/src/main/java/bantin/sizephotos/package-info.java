/** Checks uploaded photos, and makes the readers' files of them. */
@NullMarked
package bantin.sizephotos;

import org.jspecify.annotations.NullMarked;

/** The admin function: what reporters and editors do with articles until readers see them. */
@NullMarked
package bantin.editarticles;

import org.jspecify.annotations.NullMarked;

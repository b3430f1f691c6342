@NullMarked
package bantin.editarticles;

import org.jspecify.annotations.NullMarked;

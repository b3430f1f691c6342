@NullMarked
package bantin.listarticles;

import org.jspecify.annotations.NullMarked;

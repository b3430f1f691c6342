/** Admin function: reporters and editors write, submit, publish and withdraw articles. */
@NullMarked
package bantin.editarticles;

import org.jspecify.annotations.NullMarked;

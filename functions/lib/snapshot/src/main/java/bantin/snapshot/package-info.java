/** Work of a function before Lambda takes the snapshot that it starts from. */
@NullMarked
package bantin.snapshot;

import org.jspecify.annotations.NullMarked;

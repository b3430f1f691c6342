@NullMarked
package bantin.archive;

import org.jspecify.annotations.NullMarked;

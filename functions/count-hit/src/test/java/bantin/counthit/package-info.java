@NullMarked
package bantin.counthit;

import org.jspecify.annotations.NullMarked;

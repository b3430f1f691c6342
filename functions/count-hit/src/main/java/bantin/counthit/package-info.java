/** Records a hit: one write that states a fact, and counts nothing. */
@NullMarked
package bantin.counthit;

import org.jspecify.annotations.NullMarked;

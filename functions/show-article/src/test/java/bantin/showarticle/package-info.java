@NullMarked
package bantin.showarticle;

import org.jspecify.annotations.NullMarked;

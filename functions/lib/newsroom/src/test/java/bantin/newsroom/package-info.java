@NullMarked
package bantin.newsroom;

import org.jspecify.annotations.NullMarked;

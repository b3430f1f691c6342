@NullMarked
package bantin.article;

import org.jspecify.annotations.NullMarked;

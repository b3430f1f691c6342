/** Measures what counting costs. Prints, and is never part of a build that counts. */
@NullMarked
package bantin.bench;

import org.jspecify.annotations.NullMarked;

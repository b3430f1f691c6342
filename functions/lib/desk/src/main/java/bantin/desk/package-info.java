/**
 * The desk: the editors' application under {@code /admin}. It holds the page, the JavaScript
 * modules and styles, and the words in two languages. It knows no table and no route of its own.
 */
@NullMarked
package bantin.desk;

import org.jspecify.annotations.NullMarked;

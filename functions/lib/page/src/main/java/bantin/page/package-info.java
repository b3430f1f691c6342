/**
 * Readers' pages: layout, words in two languages, formats of numbers and dates, style and script.
 * The package uses requests and responses, and is independent of articles.
 */
@NullMarked
package bantin.page;

import org.jspecify.annotations.NullMarked;

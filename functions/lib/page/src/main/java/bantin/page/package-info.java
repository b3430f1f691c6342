/**
 * Readers' pages: layout, words in two languages, formats of numbers and dates, style and script.
 * The package uses requests, responses and the settings of the site.
 */
@NullMarked
package bantin.page;

import org.jspecify.annotations.NullMarked;

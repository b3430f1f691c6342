/**
 * How a page of the portal looks: the layout that every page stands in, the interface's words in
 * both languages, numbers and dates as readers write them, style and script. It knows requests and
 * responses, and nothing of articles.
 */
@NullMarked
package bantin.page;

import org.jspecify.annotations.NullMarked;

/** Turns a Word, Markdown or HTML file into a manuscript, and its pictures into photos. */
@NullMarked
package bantin.importfiles;

import org.jspecify.annotations.NullMarked;

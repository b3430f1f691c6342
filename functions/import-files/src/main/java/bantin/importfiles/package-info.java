/** Makes a manuscript of a Word, Markdown or HTML file, and photos of the pictures in it. */
@NullMarked
package bantin.importfiles;

import org.jspecify.annotations.NullMarked;

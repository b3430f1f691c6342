/** Lists of public articles: the front page, sections, tags, the feed, the sitemap, and JSON. */
@NullMarked
package bantin.listarticles;

import org.jspecify.annotations.NullMarked;

/** Lists of what is public: the front, sections, tags, the feed, the sitemap, and their JSON. */
@NullMarked
package bantin.listarticles;

import org.jspecify.annotations.NullMarked;

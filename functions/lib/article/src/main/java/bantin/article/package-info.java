/**
 * What the public may read: articles, the lists they stand in, the site's settings; and how the
 * {@code Articles} table holds them. Drafts and revisions are edit-articles' own business.
 */
@NullMarked
package bantin.article;

import org.jspecify.annotations.NullMarked;

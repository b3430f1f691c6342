/**
 * Public data: articles, lists and settings, and how the {@code Articles} table holds them. Drafts
 * and revisions belong to {@code bantin.newsroom}.
 */
@NullMarked
package bantin.article;

import org.jspecify.annotations.NullMarked;

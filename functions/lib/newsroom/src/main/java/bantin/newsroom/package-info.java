/**
 * Owner of the {@code Newsroom} table: working copies, revisions, records of photos and files,
 * presence and bylines.
 */
@NullMarked
package bantin.newsroom;

import org.jspecify.annotations.NullMarked;

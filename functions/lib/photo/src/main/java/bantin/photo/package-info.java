/**
 * Photos: what they are called, where their files lie in the bucket, and how the {@code Newsroom}
 * table holds them.
 */
@NullMarked
package bantin.photo;

import org.jspecify.annotations.NullMarked;

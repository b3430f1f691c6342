/** Reads items of DynamoDB tables by the types of their attributes, and notes broken items. */
@NullMarked
package bantin.item;

import org.jspecify.annotations.NullMarked;

/**
 * DynamoDB items: attributes read and written by their types, batches of reads, DynamoDB JSON, and
 * broken items noted once.
 */
@NullMarked
package bantin.item;

import org.jspecify.annotations.NullMarked;

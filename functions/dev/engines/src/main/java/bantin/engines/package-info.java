/**
 * Engines for development and tests: {@code template.yaml} as data, DynamoDB Local with the
 * template's tables, and an S3 server with its buckets.
 */
@NullMarked
package bantin.engines;

import org.jspecify.annotations.NullMarked;

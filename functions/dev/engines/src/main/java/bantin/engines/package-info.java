/**
 * What the portal stands on, for development and tests: the template read as it is, and DynamoDB
 * Local holding the tables that the template declares.
 */
@NullMarked
package bantin.engines;

import org.jspecify.annotations.NullMarked;

/**
 * The portal on one machine: it hosts exactly what {@code template.yaml} declares. Each function
 * runs in a process of its own with the environment the template gives it, behind its declared
 * routes and authorizer; the tables and their stream are DynamoDB Local's.
 */
@NullMarked
package bantin.local;

import org.jspecify.annotations.NullMarked;

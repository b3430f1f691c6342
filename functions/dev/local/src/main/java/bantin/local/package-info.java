/**
 * The portal on one machine, as {@code template.yaml} declares it. Each function runs in its own
 * process with the template's environment, behind its routes and authorizer. Tables and streams are
 * DynamoDB Local's.
 */
@NullMarked
package bantin.local;

import org.jspecify.annotations.NullMarked;

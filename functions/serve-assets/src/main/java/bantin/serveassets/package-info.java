/** Files that never change, the desk's page, and the sign-in settings. */
@NullMarked
package bantin.serveassets;

import org.jspecify.annotations.NullMarked;

/** What never changes, the editors' page, and where editors sign in. */
@NullMarked
package bantin.serveassets;

import org.jspecify.annotations.NullMarked;

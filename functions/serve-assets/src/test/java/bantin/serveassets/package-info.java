@NullMarked
package bantin.serveassets;

import org.jspecify.annotations.NullMarked;

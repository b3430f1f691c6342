/**
 * The structure of the project, as tests: names, imports, variables, routes, and what is in the
 * zips.
 */
@NullMarked
package bantin.architecture;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the project's structure: names, imports, variables, routes, and the contents of the
 * zips.
 */
@NullMarked
package bantin.architecture;

import org.jspecify.annotations.NullMarked;

/**
 * The numbers as those who make the site need them: by day and article, with what went before, and
 * recounts.
 */
@NullMarked
package bantin.reportvisits;

import org.jspecify.annotations.NullMarked;

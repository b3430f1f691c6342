/** Numbers for the site's staff: reports by day and article, the baseline, and recounts. */
@NullMarked
package bantin.reportvisits;

import org.jspecify.annotations.NullMarked;

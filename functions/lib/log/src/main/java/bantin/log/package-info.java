/** Log of a function: lines for operators and metrics for alarms. */
@NullMarked
package bantin.log;

import org.jspecify.annotations.NullMarked;

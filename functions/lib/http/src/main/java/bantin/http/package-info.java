/**
 * What stands between Lambda's HTTP API events (payload format 2.0) and the domain: a request to
 * read, a response to give, problems (RFC 9457) for what cannot be answered.
 */
@NullMarked
package bantin.http;

import org.jspecify.annotations.NullMarked;

/**
 * Edge between Lambda's HTTP API events (payload format 2.0) and the domain: requests, responses,
 * and problems (RFC 9457).
 */
@NullMarked
package bantin.http;

import org.jspecify.annotations.NullMarked;

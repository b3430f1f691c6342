/** Stores that S3Proxy takes for its own on files. */
@NullMarked
package bantin.engines.nio2blob;

import org.jspecify.annotations.NullMarked;

/** Stores that S3Proxy recognises as its own file stores. */
@NullMarked
package bantin.engines.nio2blob;

import org.jspecify.annotations.NullMarked;

package bantin.engines.nio2blob;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * Stand-in for one of S3Proxy's stores on files. S3Proxy tells its stores by the names of their
 * classes, and answers conditional writes with 501 unless the name holds {@code .nio2blob.}. The
 * stores behind these proxies carry the conditions out themselves.
 */
public final class StoreProxy {
  private StoreProxy() {}

  /** A store whose calls the handler carries out. */
  public static BlobStore of(InvocationHandler handler) {
    return (BlobStore)
        Proxy.newProxyInstance(
            StoreProxy.class.getClassLoader(),
            new Class<?>[] {BlobStore.class, Neighbour.class},
            handler);
  }

  /** Puts the proxy's class into this package, because it is not public. */
  interface Neighbour {}
}

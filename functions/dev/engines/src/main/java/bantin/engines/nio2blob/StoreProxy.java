package bantin.engines.nio2blob;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * Stand-in for one of S3Proxy's file stores. S3Proxy recognises its stores by class name: it
 * answers conditional writes with 501 unless the name contains {@code .nio2blob.}. The stores
 * behind these proxies check the conditions themselves.
 */
public final class StoreProxy {
  private StoreProxy() {}

  /** Returns a store whose calls the handler carries out. */
  public static BlobStore of(InvocationHandler handler) {
    return (BlobStore)
        Proxy.newProxyInstance(
            StoreProxy.class.getClassLoader(),
            new Class<?>[] {BlobStore.class, Neighbour.class},
            handler);
  }

  /** Puts the proxy's class into this package, because this interface is package-private. */
  interface Neighbour {}
}

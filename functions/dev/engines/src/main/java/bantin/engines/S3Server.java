package bantin.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * S3-compatible server with the template's buckets and CORS rules, bound to the loopback address.
 * Keeps objects as plain files if it has a folder.
 *
 * <p>A caller signs with the logical id of a function, and may do what the function's role allows.
 * A caller that signs as {@link Policies#OWNER} may do anything. The secret is always {@value
 * #SECRET}. The server checks signatures, their expiry, and the values bound into them.
 *
 * <p>Addresses are path-style. The server ignores lifecycles, bucket policies and encryption.
 */
public final class S3Server implements AutoCloseable {
  public static final String SECRET = "local";

  /**
   * Attempts of a request. Java keeps up to five connections, and the server may have closed each
   * of them since.
   */
  private static final int MAX_ATTEMPTS = 7;

  private final Template template;
  private final S3Proxy proxy;
  private final S3Client client;
  private final Policies policies;
  private final Map<String, S3Client> clients = new ConcurrentHashMap<>();

  /** Observer of created objects. */
  public interface Watch {
    /** Observer that ignores every object. */
    Watch NONE = (bucket, key, event) -> Outcome.NONE;

    /**
     * Called before an object is written, on the thread that writes it.
     *
     * @param bucket S3's name of the bucket
     * @param event such as {@code s3:ObjectCreated:Put}
     */
    Outcome expect(String bucket, String key, String event) throws IOException;

    /**
     * Result of the expected write. Exactly one method is called, unless the process ends first.
     */
    interface Outcome {
      Outcome NONE =
          new Outcome() {
            @Override
            public void stored() {}

            @Override
            public void failed() {}
          };

      void stored();

      void failed();
    }
  }

  private S3Server(Template template, BlobStore store, Watch watch) throws IOException {
    this.template = template;
    BlobStore watched = new Watched(store, watch);
    proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, SECRET, SECRET)
            .blobStore(watched)
            .v4MaxNonChunkedRequestSize(64L << 20)
            .corsRules(cors(template))
            .stopTimeout(0)
            .jettyMaxThreads(16)
            .build();
    policies = Policies.of(template.with(names(template)));
    proxy.setBlobStoreLocator((caller, bucket, key) -> access(caller, watched));
    for (String bucket : template.buckets()) {
      if (!store.containerExists(name(bucket))) {
        store.createContainer(name(bucket));
      }
    }
    try {
      proxy.start();
    } catch (Exception e) { // Jetty declares Exception.
      throw new IOException("The S3 server does not start", e);
    }
    client = signingAs(Policies.OWNER);
  }

  /** Returns null for an unknown caller. */
  private @Nullable AccessGrant access(@Nullable String caller, BlobStore store) {
    if (Policies.OWNER.equals(caller)) {
      return new AccessGrant(SECRET, store);
    }
    return caller == null || !policies.knows(caller)
        ? null
        : new AccessGrant(SECRET, GuardedStore.of(store, policies, caller));
  }

  private S3Client signingAs(String caller) {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, SECRET)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            client -> client.retryStrategy(retry -> retry.maxAttempts(MAX_ATTEMPTS)))
        .forcePathStyle(true)
        .build();
  }

  /**
   * Starts a server with the project's buckets, empty. The objects are gone at {@link #close()}.
   */
  public static S3Server inMemory() throws IOException {
    return new S3Server(Template.read(), new TransientNio2BlobStore(), Watch.NONE);
  }

  /** Starts a server that keeps objects in the folder. Creates the folder if it is missing. */
  public static S3Server in(Path folder, Template template, Watch watch) throws IOException {
    Files.createDirectories(folder);
    return new S3Server(template, new FilesystemNio2BlobStore(folder.toString()), watch);
  }

  /**
   * Returns the CORS rules of the first bucket that has any. S3Proxy has one set for all buckets.
   */
  private static CrossOriginResourceSharing cors(Template template) {
    for (String bucket : template.buckets()) {
      Object declared = template.properties(bucket).get("CorsConfiguration");
      if (declared != null
          && template.resolve(declared, bucket + ".CorsConfiguration") instanceof Map<?, ?> cors
          && cors.get("CorsRules") instanceof List<?> rules
          && !rules.isEmpty()
          && rules.get(0) instanceof Map<?, ?> rule) {
        return new CrossOriginResourceSharing(
            strings(rule.get("AllowedOrigins")),
            strings(rule.get("AllowedMethods")),
            strings(rule.get("AllowedHeaders")),
            strings(rule.get("ExposedHeaders")),
            "false");
      }
    }
    return CrossOriginResourceSharing.disabled();
  }

  private static List<String> strings(@Nullable Object declared) {
    List<String> strings = new ArrayList<>();
    if (declared instanceof List<?> list) {
      list.forEach(element -> strings.add(String.valueOf(element)));
    }
    return strings;
  }

  /** Returns the address above all buckets, such as {@code http://127.0.0.1:43210}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /**
   * Returns the bucket's name on this server: the id in small letters, since S3 allows no capitals.
   *
   * @param id the bucket's logical id in the template, such as {@code Photos}
   * @throws TemplateException if the template has no such bucket
   */
  public String name(String id) {
    if (!template.buckets().contains(id)) {
      throw new TemplateException("The template declares no bucket " + id + ".");
    }
    return nameOf(id);
  }

  /**
   * Returns the values of {@code !Ref} and {@code .Arn} of each bucket, for {@link Template#with}.
   */
  public static Map<String, String> names(Template template) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String id : template.buckets()) {
      names.put(id, nameOf(id));
      names.put(id + ".Arn", "arn:aws:s3:::" + nameOf(id));
    }
    return names;
  }

  static String nameOf(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  /** Returns the owner's client, which may do anything. */
  public S3Client client() {
    return client;
  }

  /**
   * Returns a function's client, which may do what the function's role allows. The client closes
   * with the server.
   *
   * @param function the logical id in the template, such as {@code SizePhotosFunction}
   * @throws TemplateException if the template has no such function
   */
  public S3Client client(String function) {
    if (!policies.knows(function)) {
      throw new TemplateException("The template declares no function " + function + ".");
    }
    return clients.computeIfAbsent(function, this::signingAs);
  }

  @Override
  public void close() {
    client.close();
    clients.values().forEach(S3Client::close);
    try {
      proxy.stop();
    } catch (Exception e) { // Jetty declares Exception.
      throw new IllegalStateException("The S3 server does not stop", e);
    }
  }

  /** Store that tells the observer of every way to create an object. */
  private static final class Watched extends ForwardingBlobStore {
    private final Watch watch;

    Watched(BlobStore store, Watch watch) {
      super(store);
      this.watch = watch;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
      Watch.Outcome outcome = expect(request.bucket(), request.key(), "s3:ObjectCreated:Put");
      boolean stored = false;
      try {
        PutObjectResponse response = super.putBlob(request, bytes);
        stored = true;
        return response;
      } finally {
        end(outcome, stored);
      }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
      Watch.Outcome outcome =
          expect(request.destinationBucket(), request.destinationKey(), "s3:ObjectCreated:Copy");
      boolean stored = false;
      try {
        CopyObjectResponse response = super.copyBlob(request);
        stored = true;
        return response;
      } finally {
        end(outcome, stored);
      }
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
        MultipartUpload upload, CompleteMultipartUploadRequest request) {
      Watch.Outcome outcome =
          expect(request.bucket(), request.key(), "s3:ObjectCreated:CompleteMultipartUpload");
      boolean stored = false;
      try {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        stored = true;
        return response;
      } finally {
        end(outcome, stored);
      }
    }

    private Watch.Outcome expect(String bucket, String key, String event) {
      try {
        return watch.expect(bucket, key, event);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end(Watch.Outcome outcome, boolean stored) {
      if (stored) {
        outcome.stored();
      } else {
        outcome.failed();
      }
    }
  }
}

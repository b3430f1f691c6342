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
 * The buckets that the template declares, in an S3-compatible server on this machine's loopback
 * address alone, with the CORS rules that the template gives them. Objects are plain files where it
 * has a folder. Who calls signs with the logical id of a function, and may do what its role allows,
 * or as {@link Policies#OWNER}, always with the secret {@value #SECRET}; signatures, expiry and
 * what is bound into them are checked. Addresses are path-style; lifecycles, bucket policies and
 * encryption are not carried out.
 */
public final class S3Server implements AutoCloseable {
  public static final String SECRET = "local";

  private final Template template;
  private final S3Proxy proxy;
  private final S3Client client;
  private final Policies policies;
  private final Map<String, S3Client> clients = new ConcurrentHashMap<>();

  /** Who wants to know of objects that are made. */
  public interface Watch {
    /** Nobody. */
    Watch NONE = (bucket, key, event) -> Outcome.NONE;

    /**
     * Called before an object is written, on the thread that writes it.
     *
     * @param bucket as S3 calls it
     * @param event such as {@code s3:ObjectCreated:Put}
     */
    Outcome expect(String bucket, String key, String event) throws IOException;

    /** What becomes of an object that was expected: one of the two is called, unless all ends. */
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
    } catch (Exception e) { // Jetty's signature
      throw new IOException("The S3 server does not start", e);
    }
    client = signingAs(Policies.OWNER);
  }

  /** Null where there is no such caller. */
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
        .forcePathStyle(true)
        .build();
  }

  /** The buckets of the project's template, empty; what is written is gone at {@link #close()}. */
  public static S3Server inMemory() throws IOException {
    return new S3Server(Template.read(), new TransientNio2BlobStore(), Watch.NONE);
  }

  /** Objects are kept in the folder, which is made where it is missing. */
  public static S3Server in(Path folder, Template template, Watch watch) throws IOException {
    Files.createDirectories(folder);
    return new S3Server(template, new FilesystemNio2BlobStore(folder.toString()), watch);
  }

  /** One set of rules for all: the first bucket's that has any. */
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
      list.forEach(one -> strings.add(String.valueOf(one)));
    }
    return strings;
  }

  /** Such as {@code http://127.0.0.1:43210}; all buckets are below it. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /**
   * What a bucket is called here: S3 allows no capitals.
   *
   * @param id its logical id in the template, such as {@code Photos}
   * @throws TemplateException where the template has no such bucket
   */
  public String name(String id) {
    if (!template.buckets().contains(id)) {
      throw new TemplateException("The template declares no bucket " + id + ".");
    }
    return nameOf(id);
  }

  /** What {@code !Ref} gives for each bucket of the template, for {@link Template#with}. */
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

  /** With every right. */
  public S3Client client() {
    return client;
  }

  /**
   * A function's client: it may do what the function's role allows, and is refused the rest. It
   * ends with the server.
   *
   * @param function its logical id in the template, such as {@code SizePhotosFunction}
   * @throws TemplateException where the template has no such function
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
    } catch (Exception e) { // Jetty's signature
      throw new IllegalStateException("The S3 server does not stop", e);
    }
  }

  /** Every way in which an object comes to be. */
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

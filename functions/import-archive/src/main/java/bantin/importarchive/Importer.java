package bantin.importarchive;

import bantin.archive.ArchivedTable;
import bantin.archive.Part;
import bantin.archive.Piece;
import bantin.http.Text;
import bantin.photo.AttachmentFile;
import bantin.photo.Download;
import bantin.photo.PhotoType;
import bantin.visit.Fact;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Writes the items of a part whose keys are free. A part may come twice, and newer items are never
 * overwritten.
 */
final class Importer {
  /** Number of concurrent writes. */
  private static final int MAX_CONCURRENT_WRITES = 16;

  /** Number of items in a transaction. */
  private static final int MAX_TRANSACTION_ITEMS = 100;

  private final DynamoDbClient db;
  private final Map<ArchivedTable, String> tables;
  private final S3Client s3;
  private final String bucket;

  /**
   * @param tables names of the tables
   */
  Importer(DynamoDbClient db, Map<ArchivedTable, String> tables, S3Client s3, String bucket) {
    this.db = db;
    this.tables = Map.copyOf(tables);
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Counts of a written part.
   *
   * @param written number of new items
   * @param there number of items that existed before
   * @param photos number of photo files
   */
  record Imported(int written, int there, int photos) {}

  /** Returns the number of items in a part. */
  static int count(Part part) {
    return part.items().values().stream().mapToInt(List::size).sum();
  }

  Imported take(Part part) {
    List<Callable<Integer>> writes = new ArrayList<>();
    int items = 0;
    for (Map.Entry<ArchivedTable, List<Map<String, AttributeValue>>> entry :
        part.items().entrySet()) {
      List<Put> puts = entry.getValue().stream().map(item -> put(entry.getKey(), item)).toList();
      items += puts.size();
      for (int from = 0; from < puts.size(); from += MAX_TRANSACTION_ITEMS) {
        List<Put> batch = puts.subList(from, Math.min(puts.size(), from + MAX_TRANSACTION_ITEMS));
        writes.add(() -> write(batch));
      }
    }
    List<Callable<Integer>> files = new ArrayList<>();
    part.photos().forEach((key, bytes) -> files.add(() -> write(key, bytes)));
    try (ExecutorService threads = Executors.newFixedThreadPool(MAX_CONCURRENT_WRITES)) {
      int written = sum(threads, writes);
      return new Imported(written, items - written, sum(threads, files));
    }
  }

  private static int sum(ExecutorService threads, List<Callable<Integer>> writes) {
    int sum = 0;
    try {
      for (Future<Integer> write : threads.invokeAll(writes)) {
        sum += write.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a part is written", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
    return sum;
  }

  private Put put(ArchivedTable table, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> written = new HashMap<>(item);
    if (table == ArchivedTable.VISITS) {
      written.put(Fact.IMPORTED, AttributeValue.fromS("yes"));
    }
    return Put.builder()
        .tableName(tables.get(table))
        .item(written)
        .conditionExpression("attribute_not_exists(#key)")
        .expressionAttributeNames(Map.of("#key", table.hash()))
        .build();
  }

  /**
   * Writes items in one transaction. Falls back to single writes if some exist already, or if the
   * transaction would be too large.
   *
   * @return the number of new items
   */
  private int write(List<Put> puts) {
    List<TransactWriteItem> operations =
        puts.stream().map(put -> TransactWriteItem.builder().put(put).build()).toList();
    try {
      db.transactWriteItems(write -> write.transactItems(operations));
      return puts.size();
    } catch (TransactionCanceledException e) {
      return puts.stream().mapToInt(this::write).sum();
    } catch (DynamoDbException e) {
      if (e.statusCode() != 400 || e.isThrottlingException()) {
        throw e;
      }
      return puts.stream().mapToInt(this::write).sum();
    }
  }

  private int write(Put put) {
    try {
      db.putItem(
          request ->
              request
                  .tableName(put.tableName())
                  .item(put.item())
                  .conditionExpression(put.conditionExpression())
                  .expressionAttributeNames(put.expressionAttributeNames()));
      return 1;
    } catch (ConditionalCheckFailedException e) {
      return 0;
    }
  }

  /** Writes a photo's file. A file of an id never changes, so writing it again is harmless. */
  private int write(String key, byte[] bytes) {
    Attachment attachment = Attachment.of(key);
    if (attachment == null) {
      put(bytes, put -> put.bucket(bucket).key(key).contentType(PhotoType.of(key).mediaType()));
    } else {
      int number = Objects.requireNonNull(Piece.of(key)).number();
      put(bytes, put -> put.bucket(bucket).key(attachment.key(number)));
    }
    return 1;
  }

  private void put(byte[] bytes, Consumer<PutObjectRequest.Builder> object) {
    s3.putObject(
        put -> object.accept(put.cacheControl("public, max-age=31536000, immutable")),
        RequestBody.fromBytes(bytes));
  }

  /**
   * Joins each attachment whose last missing piece came with this part.
   *
   * @return a sentence about the first attachment that is broken, or null
   */
  @Nullable Text joinAttachments(Part part) {
    Set<Attachment> attachments = new LinkedHashSet<>();
    for (String entry : part.photos().keySet()) {
      Attachment attachment = Attachment.of(entry);
      if (attachment != null) {
        attachments.add(attachment);
      }
    }
    for (Attachment attachment : attachments) {
      AttachmentFile.Fault fault = joinIfWhole(attachment);
      if (fault != null) {
        Text why = Text.of(fault.english(), fault.vietnamese(), attachment.type());
        return Text.of("{0}: {1}", "{0}: {1}", attachment.name(), why);
      }
    }
    return null;
  }

  private AttachmentFile.@Nullable Fault joinIfWhole(Attachment attachment) {
    try {
      return join(attachment);
    } catch (NoSuchKeyException e) {
      return null; // The import of another part joins it at this moment.
    }
  }

  private AttachmentFile.@Nullable Fault join(Attachment attachment) {
    Set<String> there =
        s3.listObjectsV2(list -> list.bucket(bucket).prefix(attachment.key())).contents().stream()
            .map(S3Object::key)
            .collect(Collectors.toSet());
    List<String> pieces =
        IntStream.rangeClosed(1, attachment.count()).mapToObj(attachment::key).toList();
    if (!there.contains(attachment.key())) {
      if (!there.containsAll(pieces)) {
        return null;
      }
      byte[] whole = read(pieces);
      AttachmentFile.Fault fault = AttachmentFile.find(attachment.type(), whole);
      if (fault == null) {
        put(
            whole,
            put ->
                put.bucket(bucket)
                    .key(attachment.key())
                    .contentType(attachment.type().mediaType())
                    .contentDisposition(Download.disposition(attachment.name())));
      } else {
        delete(pieces);
        return fault;
      }
    }
    delete(pieces);
    return null;
  }

  private byte[] read(List<String> keys) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (String key : keys) {
      whole.writeBytes(s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe());
    }
    return whole.toByteArray();
  }

  private void delete(List<String> keys) {
    keys.forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
  }
}

package bantin.exportarchive;

import bantin.archive.ArchivedTable;
import bantin.archive.Manifest;
import bantin.archive.PartWriter;
import bantin.archive.Piece;
import bantin.photo.AttachmentType;
import bantin.photo.Download;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads the portal from one place to the next. An export is no snapshot of one moment: each item is
 * exported as it was when the export read it.
 */
final class Exporter {
  /** Size limit of a part in bytes. Lambda answers with 6 MB at most, and Base64 adds a third. */
  private static final long MAX_BYTES = 4_300_000;

  /** Limits after which a part is full. One more page of a Scan, of at most 1 MB, still fits in. */
  private static final long FULL_BYTES = 2_000_000;

  private static final long FULL_INFLATED = 12_000_000;
  private static final int FULL_ITEMS = 4_000;

  private final DynamoDbClient db;
  private final Map<ArchivedTable, String> tables;
  private final S3Client s3;
  private final String bucket;
  private final int slots;

  /**
   * @param tables names of the tables
   * @param slots number of items over which a tally is spread
   */
  Exporter(
      DynamoDbClient db, Map<ArchivedTable, String> tables, S3Client s3, String bucket, int slots) {
    this.db = db;
    this.tables = Map.copyOf(tables);
    this.s3 = s3;
    this.bucket = bucket;
    this.slots = slots;
  }

  /**
   * A part of the archive.
   *
   * @param next the place where the next part begins, or null after the last part
   */
  @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
  record Exported(byte[] file, @Nullable Place next) {}

  Exported part(Place from) {
    PartWriter writer = new PartWriter();
    Place place = from;
    while (place.table() != null && !isFull(writer)) {
      place = page(place, place.table(), writer);
    }
    Place end = place.table() == null ? photos(place, writer) : place;
    Place next = end == null ? null : end.nextPart();
    Manifest manifest =
        new Manifest(from.archive(), from.number(), next == null, slots, from.exportedAt());
    return new Exported(writer.finish(manifest), next);
  }

  private static boolean isFull(PartWriter writer) {
    return writer.size() > FULL_BYTES
        || writer.inflated() > FULL_INFLATED
        || writer.items() > FULL_ITEMS;
  }

  private Place page(Place place, ArchivedTable table, PartWriter writer) {
    ScanResponse page =
        db.scan(
            scan -> {
              scan.tableName(tables.get(table)).consistentRead(true).limit(FULL_ITEMS / 2);
              if (!place.key().isEmpty()) {
                scan.exclusiveStartKey(place.key());
              }
            });
    for (Map<String, AttributeValue> item : page.items()) {
      if (table.holds(item)) {
        writer.add(table, item);
      }
    }
    return page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty()
        ? place.after(page.lastEvaluatedKey())
        : place.nextTable(table);
  }

  /** Adds photos and attachments to the part. Returns null after the last one. */
  private @Nullable Place photos(Place from, PartWriter writer) {
    Place place = from.pieces() == 0 ? from : attachment(from, from.photo(), writer);
    while (place.pieces() == 0 && !isFull(writer)) {
      String after = place.photo();
      ListObjectsV2Response list =
          s3.listObjectsV2(
              ask -> {
                ask.bucket(bucket).prefix("photos/").maxKeys(100);
                if (!after.isEmpty()) {
                  ask.startAfter(after);
                }
              });
      for (S3Object photo : list.contents()) {
        if (AttachmentType.ofName(photo.key()) != null) {
          Place before = place;
          place = attachment(place, photo.key(), writer);
          if (place.pieces() > 0 || place.equals(before)) {
            return place;
          }
          continue;
        }
        if (!fits(photo.size(), writer)) {
          return place;
        }
        writer.add(
            photo.key(),
            s3.getObjectAsBytes(get -> get.bucket(bucket).key(photo.key())).asByteArrayUnsafe());
        place = place.after(photo.key());
      }
      if (!Boolean.TRUE.equals(list.isTruncated())) {
        return null;
      }
    }
    return place;
  }

  private static boolean fits(long bytes, PartWriter writer) {
    return !isFull(writer) && (writer.size() == 0 || writer.size() + bytes <= MAX_BYTES);
  }

  /** Adds the pieces of an attachment that fit into the part. An attachment may be gone by now. */
  private Place attachment(Place from, String key, PartWriter writer) {
    try {
      HeadObjectResponse head = s3.headObject(ask -> ask.bucket(bucket).key(key));
      String[] steps = key.split("/", -1);
      String name = Objects.requireNonNullElse(Download.name(head.contentDisposition()), steps[2]);
      int count = Piece.count(head.contentLength());
      for (int done = from.pieces(); done < count; done++) {
        long start = (long) done * Piece.BYTES;
        long end = Math.min(start + Piece.BYTES, head.contentLength());
        if (!fits(end - start, writer)) {
          return done == 0 ? from : from.within(key, done);
        }
        byte[] piece =
            s3.getObjectAsBytes(
                    get -> get.bucket(bucket).key(key).range("bytes=" + start + "-" + (end - 1)))
                .asByteArrayUnsafe();
        writer.add(new Piece(steps[1], name, done + 1, count).entry(), piece);
      }
    } catch (NoSuchKeyException e) {
      return from.after(key);
    }
    return from.after(key);
  }
}

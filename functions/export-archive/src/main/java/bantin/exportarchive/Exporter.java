package bantin.exportarchive;

import bantin.archive.ArchivedTable;
import bantin.archive.Manifest;
import bantin.archive.PartWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads the portal from one place to the next. An export belongs to no moment: what changes while
 * it runs is in it as it was when it was read.
 */
final class Exporter {
  /** In bytes. Lambda answers with 6 MB at most, and what is no text grows by a third. */
  private static final long MAX_BYTES = 4_300_000;

  /** Beyond each of these a part is full; a page of a Scan, 1 MB at most, still goes in. */
  private static final long FULL_BYTES = 2_000_000;

  private static final long FULL_INFLATED = 12_000_000;
  private static final int FULL_ITEMS = 4_000;

  private final DynamoDbClient db;
  private final Map<ArchivedTable, String> tables;
  private final S3Client s3;
  private final String bucket;
  private final int slots;

  /**
   * @param tables their names
   * @param slots over how many items a tally is spread here
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
   * @param next where the next one begins, null after the last
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

  /** Null where all of them are in. */
  private @Nullable Place photos(Place from, PartWriter writer) {
    Place place = from;
    while (!isFull(writer)) {
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
        if (isFull(writer) || (writer.size() > 0 && writer.size() + photo.size() > MAX_BYTES)) {
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
}

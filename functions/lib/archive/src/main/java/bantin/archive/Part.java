package bantin.archive;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Content of a part.
 *
 * @param items items by table
 * @param photos files by key in the bucket, such as {@code photos/…/960.jpg}
 */
public record Part(
    Manifest manifest,
    Map<ArchivedTable, List<Map<String, AttributeValue>>> items,
    Map<String, byte[]> photos) {
  public Part {
    items = Collections.unmodifiableMap(items);
    photos = Collections.unmodifiableMap(photos);
  }
}

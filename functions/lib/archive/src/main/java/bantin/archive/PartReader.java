package bantin.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.item.ItemJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reader of one part. A file with any fault is refused as a whole. */
public final class PartReader {
  /** Greatest unpacked size in bytes, four times that of the largest part that is written. */
  static final long MAX_INFLATED_BYTES = 64L << 20;

  /** Greatest number of files, far more than any part holds. */
  private static final int MAX_FILES = 10_000;

  /** Bytes of the record at a zip file's end, without a comment. */
  private static final int END_LENGTH = 22;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  .build())
          .disable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<ArchivedTable, List<Map<String, AttributeValue>>> items =
      new EnumMap<>(ArchivedTable.class);
  private final Map<String, byte[]> photos = new LinkedHashMap<>();
  private @Nullable Manifest manifest;
  private final Set<String> names = new HashSet<>();
  private long inflated;

  private PartReader() {}

  /**
   * @throws ArchiveException where the file is no part, or is cut off
   */
  public static Part read(byte[] file) throws ArchiveException {
    return new PartReader().part(file);
  }

  private Part part(byte[] file) throws ArchiveException {
    if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
      throw new ArchiveException(ArchiveException.Fault.NO_PART);
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!names.add(entry.getName()) || names.size() > MAX_FILES) {
          throw new ArchiveException(ArchiveException.Fault.TOO_MANY_FILES, entry.getName());
        }
        take(entry.getName(), bytes(zip));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ArchiveException(ArchiveException.Fault.DAMAGED, e);
    }
    if (!endsWithDirectory(file)) {
      throw new ArchiveException(ArchiveException.Fault.CUT_OFF);
    }
    // The manifest is written last, so a file that holds it is complete.
    if (manifest == null) {
      throw new ArchiveException(ArchiveException.Fault.NO_MANIFEST);
    }
    return new Part(manifest, items, photos);
  }

  /** Tells whether the file ends with a zip directory that counts as many files as were read. */
  private boolean endsWithDirectory(byte[] file) {
    int end = file.length - END_LENGTH;
    return end >= 0
        && file[end] == 'P'
        && file[end + 1] == 'K'
        && file[end + 2] == 5
        && file[end + 3] == 6
        && (file[end + 10] & 0xff) + ((file[end + 11] & 0xff) << 8) == names.size();
  }

  private byte[] bytes(InputStream zip) throws IOException, ArchiveException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
      inflated += read;
      if (inflated > MAX_INFLATED_BYTES) {
        throw new ArchiveException(ArchiveException.Fault.TOO_LARGE);
      }
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }

  private void take(String name, byte[] content) throws ArchiveException {
    if (manifest != null) {
      throw new ArchiveException(ArchiveException.Fault.BEHIND_MANIFEST);
    }
    ArchivedTable table = table(name);
    if (table != null) {
      items.computeIfAbsent(table, key -> new ArrayList<>()).addAll(items(table, content));
    } else if (name.equals(Manifest.FILE)) {
      manifest = Manifest.of(json(name, new String(content, UTF_8)));
    } else if (name.startsWith("photos/")) {
      photos.put(name, content);
    } else {
      throw new ArchiveException(ArchiveException.Fault.FOREIGN_FILE, name);
    }
  }

  private static @Nullable ArchivedTable table(String name) {
    return Arrays.stream(ArchivedTable.values())
        .filter(table -> name.equals(table.word() + ".ndjson"))
        .findFirst()
        .orElse(null);
  }

  private static List<Map<String, AttributeValue>> items(ArchivedTable table, byte[] content)
      throws ArchiveException {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (String line : new String(content, UTF_8).split("\n")) {
      items.add(item(table, line));
    }
    return items;
  }

  private static Map<String, AttributeValue> item(ArchivedTable table, String line)
      throws ArchiveException {
    try {
      Map<String, AttributeValue> item = ItemJson.item(json(table.word() + ".ndjson", line));
      for (String key : table.keys()) {
        AttributeValue value = item.get(key);
        if (value == null || value.s() == null || value.s().isEmpty()) {
          throw new IllegalArgumentException("no " + key);
        }
      }
      if (!table.holds(item)) {
        throw new IllegalArgumentException("the portal does not write such an item");
      }
      return item;
    } catch (IllegalArgumentException e) {
      throw new ArchiveException(ArchiveException.Fault.NO_ITEM, e, table.word() + ".ndjson");
    }
  }

  private static JsonNode json(String name, String text) throws ArchiveException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ArchiveException(ArchiveException.Fault.NO_JSON, e, name);
    }
  }
}

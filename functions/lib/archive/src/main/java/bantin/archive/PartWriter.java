package bantin.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.item.ItemJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writer of one part, in memory. Equal content makes equal bytes. */
public final class PartWriter {
  /** Earliest time of the zip format, for every file. The manifest holds the real time. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(out, UTF_8);
  private @Nullable ArchivedTable table;
  private int items;
  private long inflated;

  /** Adds an item. Tables come one after the other, each once. */
  public void add(ArchivedTable of, Map<String, AttributeValue> item) {
    try {
      if (of != table) {
        open(of.word() + ".ndjson");
        table = of;
      }
      byte[] line = (ItemJson.json(item) + "\n").getBytes(UTF_8);
      zip.write(line);
      items++;
      inflated += line.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param key key in the bucket, such as {@code photos/…/960.jpg}, which becomes the file's name
   */
  public void add(String key, byte[] photo) {
    try {
      open(key);
      zip.write(photo);
      zip.closeEntry();
      inflated += photo.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of items so far. */
  public int items() {
    return items;
  }

  /** Size so far, about, in bytes. */
  public long size() {
    return out.size();
  }

  /** Unpacked size so far in bytes. */
  public long inflated() {
    return inflated;
  }

  /** Closes the part and returns its bytes. */
  public byte[] finish(Manifest manifest) {
    try {
      open(Manifest.FILE);
      zip.write(manifest.json().toPrettyString().getBytes(UTF_8));
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void open(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
  }
}

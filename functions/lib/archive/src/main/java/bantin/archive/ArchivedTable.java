package bantin.archive;

import bantin.item.ItemReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Table of the portal, with the items that go into an archive. */
public enum ArchivedTable {
  /** All items except presence and the notes of an import. */
  NEWSROOM("newsroom", "article", "part") {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !item.containsKey("expires") && !text(item, "article").equals(IMPORT);
    }
  },

  /** All items except previews, which expire within a day. */
  ARTICLES("articles", "list", "at") {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !text(item, "list").startsWith("preview#");
    }
  },

  /** Sessions of the last days, for open tabs and for the recount. */
  VISITS("visits", "session", null),

  /** All items except checkpoints of the stream, which are of no use to another portal. */
  TALLIES("tallies", "tally", null) {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !text(item, "tally").startsWith("checkpoint#");
    }
  },

  /** Results of recounts, without those in progress. */
  RECOUNTS("recounts", "day", "part") {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return text(item, "part").equals("result");
    }
  };

  /** Hash key of the note about an import, in {@code Newsroom}. */
  public static final String IMPORT = "import";

  private final String word;
  private final String hash;
  private final @Nullable String range;

  ArchivedTable(String word, String hash, @Nullable String range) {
    this.word = word;
    this.hash = hash;
    this.range = range;
  }

  /** Tells whether an item belongs into archives. */
  public boolean holds(Map<String, AttributeValue> item) {
    return true;
  }

  /** Name in lower case, as in the archive's file names. */
  public String word() {
    return word;
  }

  /** Name of the hash key. */
  public String hash() {
    return hash;
  }

  /** Names of the key's attributes. */
  public Set<String> keys() {
    return range == null ? Set.of(hash) : Set.of(hash, range);
  }

  /** Names of the key's attributes, the hash key first. */
  public List<String> keyNames() {
    return range == null ? List.of(hash) : List.of(hash, range);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return ItemReader.of(item).text(name);
  }
}

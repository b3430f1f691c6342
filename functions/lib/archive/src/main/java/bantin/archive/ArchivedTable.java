package bantin.archive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of the portal, and what of it goes into an archive. */
public enum ArchivedTable {
  /** All but who is at an article just now, and what an import notes about itself. */
  NEWSROOM("newsroom", "article", "part") {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !item.containsKey("expires") && !text(item, "article").equals(IMPORT);
    }
  },

  /** All but previews: their addresses end with the day. */
  ARTICLES("articles", "list", "at") {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !text(item, "list").startsWith("preview#");
    }
  },

  /** The sessions of the last days, for those that go on and for the recount. */
  VISITS("visits", "session", null),

  /** All but how far the streams are read: another portal's streams are others. */
  TALLIES("tallies", "tally", null) {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !text(item, "tally").startsWith("checkpoint#");
    }
  },

  /** What came of the recounts, not those still under way. */
  RECOUNTS("recounts", "day", "part") {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return text(item, "part").equals("result");
    }
  };

  /** In {@code Newsroom}, the hash key of the note about an import. */
  public static final String IMPORT = "import";

  private final String word;
  private final String hash;
  private final @Nullable String range;

  ArchivedTable(String word, String hash, @Nullable String range) {
    this.word = word;
    this.hash = hash;
    this.range = range;
  }

  /** Whether the item goes into an archive, and out of one. */
  public boolean holds(Map<String, AttributeValue> item) {
    return true;
  }

  /** In lower case, as the archive's files are called. */
  public String word() {
    return word;
  }

  /** The name of the hash key. */
  public String hash() {
    return hash;
  }

  /** The names of the attributes that an item's key is made of. */
  public Set<String> keys() {
    return range == null ? Set.of(hash) : Set.of(hash, range);
  }

  /** The same, the hash key first. */
  public List<String> keyNames() {
    return range == null ? List.of(hash) : List.of(hash, range);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}

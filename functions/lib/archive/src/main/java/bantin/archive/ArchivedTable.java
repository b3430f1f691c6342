package bantin.archive;

import bantin.article.ArticleItems;
import bantin.item.ItemReader;
import bantin.newsroom.NewsroomKeys;
import bantin.visit.Recount;
import bantin.visit.Session;
import bantin.visit.Tally;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Table of the portal, with the items that go into an archive. */
public enum ArchivedTable {
  /** All items except presence, people and the notes of an import. */
  NEWSROOM("newsroom", NewsroomKeys.ARTICLE, NewsroomKeys.PART) {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      NewsroomKeys.Kind kind =
          NewsroomKeys.kind(text(item, NewsroomKeys.ARTICLE), text(item, NewsroomKeys.PART));
      return !item.containsKey("expires")
          && kind != NewsroomKeys.Kind.IMPORT
          && kind != NewsroomKeys.Kind.PERSON;
    }
  },

  /** All items except previews, which expire within a day. */
  ARTICLES("articles", ArticleItems.LIST, ArticleItems.AT) {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !ArticleItems.isPreview(text(item, ArticleItems.LIST));
    }
  },

  /** Sessions of the last days, for open tabs and for the recount. */
  VISITS("visits", Session.KEY, null),

  /** All items except checkpoints of the stream, which are of no use to another portal. */
  TALLIES("tallies", Tally.KEY, null) {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !Tally.isCheckpoint(text(item, Tally.KEY));
    }
  },

  /** Results of recounts, without those in progress. */
  RECOUNTS("recounts", Recount.DAY, Recount.PART) {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return Recount.isResult(text(item, Recount.PART));
    }
  };

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
    return ItemReader.of(item).textOrEmpty(name);
  }
}

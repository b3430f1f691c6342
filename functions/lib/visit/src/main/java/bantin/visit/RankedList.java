package bantin.visit;

import bantin.article.ArticleId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Articles of a day in one slot, most viewed first, as far as they have been read. */
final class RankedList {
  private final PeriodViews periods;
  private final String period;
  private final int slot;
  private final int pageSize;
  private final Instant begunAt;
  private final Map<ArticleId, Long> views = new HashMap<>();
  private Map<String, AttributeValue> next = Map.of();
  private long reached;
  private int pages;
  private boolean isWhole;

  /**
   * @param period of {@link Tally#dayPeriod}
   * @param pageSize articles on a page
   * @param begunAt time of the first page
   */
  RankedList(PeriodViews periods, String period, int slot, int pageSize, Instant begunAt) {
    this.periods = periods;
    this.period = period;
    this.slot = slot;
    this.pageSize = pageSize;
    this.begunAt = begunAt;
  }

  Instant begunAt() {
    return begunAt;
  }

  /** Reads the next page, unless the list has that many pages already or ends before. */
  void read(int wantedPages) {
    if (isWhole || pages >= wantedPages) {
      return;
    }
    PeriodViews.Page page = periods.page(period, slot, pageSize, next);
    for (PeriodViews.Viewed viewed : page.articles()) {
      ArticleId id = ArticleId.parse(viewed.article());
      if (id != null) {
        reached = viewed.views();
        views.put(id, viewed.views());
      }
    }
    pages++;
    next = page.next();
    isWhole = page.isLast();
  }

  boolean isWhole() {
    return isWhole;
  }

  /** Views by article, as far as the list has been read. */
  Map<ArticleId, Long> views() {
    return views;
  }

  /** Maximum views of an article that has not been read; 0 at the end of the list. */
  long most() {
    return isWhole ? 0 : reached;
  }
}

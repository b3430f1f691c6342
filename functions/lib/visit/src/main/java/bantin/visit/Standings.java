package bantin.visit;

import bantin.article.ArticleId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sums of an article's views over several lists, as far as the lists have been read.
 *
 * <p>An article that a list has not shown yet has at most the views that the list has reached. So
 * every article has a greatest possible sum, and a sum is exact once no number is missing. The
 * method follows the threshold algorithm by Fagin, Lotem and Naor.
 */
final class Standings {
  private final List<RankedList> lists;
  private final Map<ArticleId, Long> exact = new HashMap<>();

  Standings(List<RankedList> lists) {
    this.lists = lists;
  }

  /** Articles without an exact sum, the greatest possible sum first. */
  List<ArticleId> open() {
    Map<ArticleId, Long> greatest = greatest();
    return greatest.keySet().stream()
        .filter(id -> !exact.containsKey(id))
        .sorted(Comparator.comparingLong((ArticleId id) -> -greatest.getOrDefault(id, 0L)))
        .toList();
  }

  /** Takes the exact sum of an article. */
  void put(ArticleId id, long sum) {
    exact.put(id, sum);
  }

  /** Exact sum of an article that is {@link #certain}. */
  long sum(ArticleId id) {
    return exact.getOrDefault(id, 0L);
  }

  /** Articles of which no other one can have more views, the most viewed first. */
  List<ArticleId> certain() {
    Map<ArticleId, Long> greatest = greatest();
    long unseen = lists.stream().mapToLong(RankedList::most).sum();
    long bound =
        greatest.entrySet().stream()
            .filter(entry -> !exact.containsKey(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .reduce(unseen, Math::max);
    return exact.keySet().stream()
        .filter(id -> sum(id) >= bound)
        .sorted(
            Comparator.comparingLong((ArticleId id) -> -sum(id)).thenComparing(ArticleId::value))
        .toList();
  }

  /** Greatest possible sum of each article in a list. Keeps the sums that are exact by now. */
  private Map<ArticleId, Long> greatest() {
    Set<ArticleId> ids = new HashSet<>();
    lists.forEach(list -> ids.addAll(list.views().keySet()));
    Map<ArticleId, Long> greatest = new HashMap<>();
    for (ArticleId id : ids) {
      long sum = 0;
      long missing = 0;
      for (RankedList list : lists) {
        Long views = list.views().get(id);
        sum += views == null ? 0 : views;
        missing += views == null ? list.most() : 0;
      }
      if (missing == 0) {
        exact.putIfAbsent(id, sum);
      }
      greatest.put(id, sum + missing);
    }
    return greatest;
  }
}

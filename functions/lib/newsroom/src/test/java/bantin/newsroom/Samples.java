package bantin.newsroom;

import bantin.article.ArticleId;
import bantin.article.Card;
import bantin.article.Publication;
import bantin.manuscript.Body;
import bantin.manuscript.Manuscript;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Texts and times that several tests share. */
final class Samples {
  static final ArticleId ID = new ArticleId("8v4k2m9q0z");
  static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private Samples() {}

  static Manuscript manuscript() {
    return manuscript("Mùa lúa chín", "tin-tuc", List.of("Mùa màng"));
  }

  static Manuscript manuscript(String title, String section, List<String> tags) {
    return new Manuscript(
        title,
        "Cả bản ra đồng.",
        section,
        List.of("Lan Anh"),
        tags,
        "https://example.org/nguon",
        Body.stored("<p>Sáng nay trời đẹp.</p>"),
        "mua-lua",
        new Card("Lúa chín", "Mùa gặt ở bản"));
  }

  static WorkingCopy draft() {
    return WorkingCopy.draft(ID, manuscript(), "lan", NOW);
  }

  /** As many tags as asked for, none of them under another prefix. */
  static List<String> tags(String prefix, int number) {
    return IntStream.range(0, number).mapToObj(i -> prefix + i).toList();
  }

  static Instant after(long seconds) {
    return NOW.plusSeconds(seconds);
  }

  static Publication from(Instant at) {
    return new Publication(at, null);
  }

  static Standing standing(WorkingCopy copy) {
    Publication publication = copy.publication();
    if (publication == null) {
      throw new IllegalArgumentException("No version is public");
    }
    return new Standing(publication, copy.publishedVersion());
  }
}

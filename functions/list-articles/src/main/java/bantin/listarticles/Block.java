package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Section;
import java.util.List;

/**
 * Section of the front page with its newest articles. The record is public for the templates alone.
 *
 * @param headlines newest first; the front page leaves out a block without headlines
 */
public record Block(Section section, List<Headline> headlines) {
  public Block {
    headlines = List.copyOf(headlines);
  }
}

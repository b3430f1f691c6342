package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Section;
import java.util.List;

/**
 * What the front page shows of a section. Public for the templates alone.
 *
 * @param headlines newest first; a block without any is left out
 */
public record Block(Section section, List<Headline> headlines) {
  public Block {
    headlines = List.copyOf(headlines);
  }
}

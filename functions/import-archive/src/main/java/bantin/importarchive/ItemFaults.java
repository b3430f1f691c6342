package bantin.importarchive;

import bantin.http.Json;
import bantin.http.Text;
import bantin.item.BrokenItem;
import bantin.manuscript.UnfitText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Faults of items in both languages. The readers of the tables tell a fault in English, as logs
 * need it. A file holds the Vietnamese by the English.
 */
final class ItemFaults {
  private static final String UNKNOWN = "sai quy cách";
  private static final Map<String, String> VIETNAMESE = vietnamese();

  private ItemFaults() {}

  private static Map<String, String> vietnamese() {
    Map<String, String> sentences = new TreeMap<>();
    try (InputStream in = ItemFaults.class.getResourceAsStream("faults.vi.json")) {
      Json.parse(Objects.requireNonNull(in).readAllBytes())
          .properties()
          .forEach(sentence -> sentences.put(sentence.getKey(), sentence.getValue().asText()));
      return sentences;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Text of(BrokenItem fault) {
    Text why = fault.getCause() instanceof UnfitText unfit ? of(unfit) : why(fault.why());
    return Text.of("{0}: {1}", "thuộc tính {0}: {1}", fault.attribute(), why);
  }

  static Text of(UnfitText text) {
    UnfitText.Fault fault = text.fault();
    return Text.of(fault.english(), fault.vietnamese(), text.values().toArray());
  }

  private static Text why(String english) {
    for (Map.Entry<String, String> sentence : VIETNAMESE.entrySet()) {
      Text known = Text.ofFilled(english, sentence.getKey(), sentence.getValue());
      if (known != null) {
        return known;
      }
    }
    return new Text(english, UNKNOWN);
  }
}

package bantin.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Prices of one region in US dollars, on demand, from {@code prices.json}. Each names its page
 * there, and the month in which it was read.
 *
 * @param dollars for one unit
 * @param free units a month that every account has for ever
 * @param units names of the units
 * @param unread prices that nobody could read again on their page
 */
record Prices(
    String region,
    Map<Price, Double> dollars,
    Map<Price, Double> free,
    Map<Price, String> units,
    List<Price> unread) {
  /** Reads the prices of all regions, in the order of the file. */
  static List<Prices> all() {
    JsonNode file = file();
    List<Prices> all = new ArrayList<>();
    for (int region = 0; region < file.path("regions").size(); region++) {
      Map<Price, Double> dollars = new EnumMap<>(Price.class);
      Map<Price, Double> free = new EnumMap<>(Price.class);
      Map<Price, String> units = new EnumMap<>(Price.class);
      List<Price> unread = new ArrayList<>();
      for (JsonNode entry : file.path("prices")) {
        Price price = Price.valueOf(entry.path("name").asText());
        dollars.put(price, entry.path("dollars").path(region).asDouble());
        free.put(price, entry.path("free").asDouble());
        units.put(price, entry.path("unit").asText());
        if (entry.path("read").path(region).asText().equals("unread")) {
          unread.add(price);
        }
      }
      all.add(new Prices(file.path("regions").path(region).asText(), dollars, free, units, unread));
    }
    return all;
  }

  /** Prices of us-east-1. */
  static Prices first() {
    return all().getFirst();
  }

  private static JsonNode file() {
    try (InputStream in = Prices.class.getResourceAsStream("prices.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Dollars for one unit.
   *
   * @throws IllegalStateException where the file has no such price
   */
  double of(Price price) {
    Double amount = dollars.get(price);
    if (amount == null) {
      throw new IllegalStateException("prices.json has no " + price);
    }
    return amount;
  }

  double total(Map<Price, Double> units) {
    return units.entrySet().stream()
        .mapToDouble(entry -> entry.getValue() * of(entry.getKey()))
        .sum();
  }

  /** The same without the units that every account has for ever. */
  Map<Price, Double> withoutFree(Map<Price, Double> units) {
    Map<Price, Double> charged = new EnumMap<>(Price.class);
    units.forEach(
        (price, amount) -> charged.put(price, Math.max(0, amount - free.getOrDefault(price, 0.0))));
    return charged;
  }
}

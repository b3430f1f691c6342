package bantin.reportvisits;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as RFC 4180 writes it, that a spreadsheet opens as what it is: with the mark by which
 * Excel knows UTF-8, and with nothing in it that would be taken for a formula.
 */
final class Csv {
  private static final String MARK = "\uFEFF";

  private final StringBuilder text = new StringBuilder(MARK);

  Csv(String... names) {
    line(names);
  }

  void line(String... values) {
    List<String> cells = new ArrayList<>();
    for (String value : values) {
      cells.add(cell(value));
    }
    text.append(String.join(",", cells)).append("\r\n");
  }

  private static String cell(String value) {
    boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    String plain = formula ? "'" + value : value;
    boolean quote = plain.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0);
    return quote ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }

  String text() {
    return text.toString();
  }
}

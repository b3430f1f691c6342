package bantin.reportvisits;

import java.util.ArrayList;
import java.util.List;

/**
 * Table in the form of RFC 4180 for spreadsheets. It begins with the byte order mark by which Excel
 * recognises UTF-8, and no cell is taken for a formula.
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

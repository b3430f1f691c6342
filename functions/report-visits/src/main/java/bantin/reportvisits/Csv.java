package bantin.reportvisits;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Table in the form of RFC 4180 for spreadsheets. It begins with the byte order mark by which Excel
 * recognises UTF-8, and no cell is taken for a formula.
 */
final class Csv {
  private static final String MARK = "\uFEFF";

  /**
   * Beginning of a formula. It stands at the beginning of a cell, or behind a sign that
   * spreadsheets of other languages take for the end of a cell.
   */
  private static final Pattern FORMULA = Pattern.compile("(^|[;\\t\\r\\n]\\s*)([=+@＝＋－＠\\t\\r-])");

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
    String plain = FORMULA.matcher(value).replaceAll("$1'$2");
    boolean quote = plain.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0);
    return quote ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }

  String text() {
    return text.toString();
  }
}

package bantin.page;

import java.util.List;

/** Hostile texts that people may type into any field. */
final class Hostile {
  static final List<String> STRINGS =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "</title><img src=x onerror=alert(1)>",
          "\"><svg onload=alert(1)>",
          "' onmouseover='alert(1)",
          "<!--<script>",
          "]]>",
          "-->",
          "javascript:alert(1)",
          "&lt;b&gt; &amp; &quot;",
          "${7*7} #{7*7} {{7*7}} @if(true)",
          "line\u2028separator\u2029paragraph",
          "\u202Eright to left\u202C",
          "מאמר בעברית ومقال",
          "Nguye\u0302\u0303n Ngo\u0323c \u0111a\u0302\u0300u",
          "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDFB\uD83C\uDDF3",
          "zero\u200Bwidth\uFEFF",
          "%00%0d%0aSet-Cookie: a=b",
          "\\u003cscript\\u003e \\\" \\' \\\\",
          "../../etc/passwd",
          "a".repeat(300));

  private Hostile() {}
}

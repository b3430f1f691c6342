package bantin.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Một <strong>hai</strong> <em>ba</em></p>",
        "<h2>Mục</h2><ul><li>một</li><li>hai</li></ul>",
        "<ol start=\"3\"><li>ba</li></ol>",
        "<blockquote><p>Lời</p></blockquote>",
        "<table><caption>Bảng</caption><thead><tr><th scope=\"col\">A</th></tr></thead>"
            + "<tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>",
        "<p><a href=\"https://example.org/a?b=c\" title=\"Tựa\">liên kết</a></p>",
        "<p><a href=\"/thong-bao\">trong trang</a></p>"
      })
  void keepsElementsThatNewsNeeds(String html) {
    // The sanitiser writes signs that other contexts might misread as references.
    assertThat(Body.clean(html).html().replace("&#61;", "=")).isEqualTo(html);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void takesLineBreaksOfAllSystemsAlike(String end) {
    String text = "một" + end + "hai" + end + end + "ba";
    assertThat(Body.clean(text).html()).isEqualTo("<p>một\nhai</p>\n<p>ba</p>");
  }

  @Test
  void namesThePlayerOfAVideoForReadersAlone() {
    Body body =
        Body.clean(
            "<figure><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">phim</a>"
                + "<figcaption>Hội làng</figcaption></figure>");
    assertThat(body.html()).doesNotContain("data-video");
    assertThat(body.forReaders())
        .startsWith(
            "<figure data-video=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\"><a href=");
    assertThat(Body.clean(Body.asWritten(body.forReaders()))).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p><a href=\"https://youtu.be/dQw4w9WgXcQ\">phim</a></p>",
        "<figure><a href=\"https://bao.example/dQw4w9WgXcQ\">trang</a></figure>",
        "<figure data-video=\"https://bao.example/\"><a href=\"/tin\">trang</a></figure>"
      })
  void namesNoPlayerForOtherLinks(String html) {
    assertThat(Body.clean(html).forReaders()).doesNotContain("data-video");
  }

  @Test
  void keepsAPhotoWithItsCaption() {
    String html =
        Body.clean(
                "<figure><img src=\"/photos/a/960.jpg\" alt=\"Chợ phiên\" width=\"1600\""
                    + " height=\"900\"><figcaption>Chợ phiên sáng nay.</figcaption></figure>")
            .html();
    assertThat(html)
        .contains("<figure>", "src=\"/photos/a/960.jpg\"", "alt=\"Chợ phiên\"")
        .contains("width=\"1600\"", "<figcaption>Chợ phiên sáng nay.</figcaption>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://anh.example/cho.jpg",
        "http://anh.example/cho.jpg",
        "HTTPS://anh.example/cho.jpg",
        "//anh.example/cho.jpg",
        "/\\anh.example/cho.jpg",
        "cho.jpg"
      })
  void refusesPicturesThatLieElsewhere(String address) {
    assertThatThrownBy(
            () -> Body.clean("<figure><img src=\"" + address + "\" alt=\"Chợ\"></figure>"))
        .isInstanceOf(UnfitText.class)
        .satisfies(unfit -> assertThat(((UnfitText) unfit).pictures()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<div class=\"x\"><span style=\"color:red\">Chữ</span></div> | Chữ",
        "<p class=\"MsoNormal\" lang=\"vi\">Chữ</p> | <p>Chữ</p>",
        "<h1>Tựa</h1> | <h2>Tựa</h2>"
      })
  void removesDecorationAndKeepsItsText(String given, String clean) {
    assertThat(Body.clean(given).html()).isEqualTo(clean);
  }

  @Test
  void makesParagraphsOfPlainText() {
    assertThat(Body.clean("Một\ndòng\n\nHai & ba").html())
        .isEqualTo("<p>Một\ndòng</p>\n<p>Hai &amp; ba</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a</p><script>alert(1)</script>",
        "<p onclick=\"alert(1)\">a</p>",
        "<p><a href=\"javascript:alert(1)\">a</a></p>",
        "<p><a href=\"jav&#x09;ascript:alert(1)\">a</a></p>",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\" alt=\"\">",
        "<svg><animate onbegin=alert(1)></svg>",
        "<iframe src=\"https://example.org\"></iframe>",
        "<style>p{color:red}</style><p>a</p>",
        "<form action=\"https://example.org\"><input name=\"a\"></form>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "<foo>bar</foo>"
      })
  void refusesScriptsAndElementsThatWouldBeLost(String html) {
    assertThatThrownBy(() -> Body.clean(html)).isInstanceOf(UnfitText.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p onclick=\"a\">a</p><foo>b</foo> | ELEMENTS | <foo>, <p onclick>",
        "<p><a href=\"javascript:a\">a</a></p> | ADDRESSES | <a href>",
        "<img src=\"data:a\" srcset=\"a 2x\" alt=\"\"> | ELEMENTS | <img srcset>"
      })
  void namesRefusedElementsAndAddresses(String html, UnfitText.Fault fault, String names) {
    assertThatThrownBy(() -> Body.clean(html))
        .isInstanceOfSatisfying(
            UnfitText.class,
            unfit -> {
              assertThat(unfit.fault()).isEqualTo(fault);
              assertThat(unfit.values()).containsExactly(names);
            });
  }

  @Test
  void refusesBodiesOver300Kilobytes() {
    String most = "<p>" + "a".repeat(ManuscriptLimits.BODY_BYTES - 7) + "</p>";
    assertThat(Body.clean(most).html()).isEqualTo(most);
    assertThatThrownBy(() -> Body.clean(most + "a"))
        .isInstanceOf(UnfitText.class)
        .hasMessageContaining("307200");
  }

  @Test
  void parsesTheHtmlOnce() {
    Body body = Body.clean("<figure><img src=\"/photos/a/960.jpg\" alt=\"\"></figure>");

    assertThat(body.document()).isSameAs(body.document());
    String parsed = body.document().body().html();
    assertThat(body.warnings())
        .extracting(PhotoWarning::kind)
        .containsExactly(PhotoWarning.Kind.ALT, PhotoWarning.Kind.CAPTION);
    String shown = body.forReaders();
    assertThat(shown).contains("decoding=\"async\"");
    assertThat(body.document().body().html()).as("the parsed body").isEqualTo(parsed);
    assertThat(Body.asWritten(shown)).isEqualTo(parsed);
  }
}

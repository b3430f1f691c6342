package bantin.page;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.ArticleId;
import bantin.article.Logo;
import bantin.article.Notice;
import bantin.article.PageLink;
import bantin.article.Publisher;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.engines.Call;
import bantin.http.HttpHandler;
import bantin.http.Request;
import bantin.http.Response;
import bantin.visit.HitToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Menu, foot, notice and structured data of a page, from the site's settings. */
final class SiteFrameTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final HitToken TOKENS = new HitToken("secret");
  private static final Logo LOGO = new Logo("/photos/0123456789abcdefghij/720.jpg", 720, 240);
  private static final Publisher PUBLISHER =
      new Publisher(
          "UBND xã Bản Mù",
          "Ông Lù A Sử",
          "Thôn Nà Lành",
          "(0214) 3 796.xxx",
          "tin@xa.example",
          "2026 UBND xã");

  private static Settings settings(Publisher publisher, @Nullable Notice notice) {
    return new Settings(
        "Tin xã",
        List.of(new Section("tin-tuc", "Tin tức")),
        "#a3171d",
        "Trạm phát thanh\nThứ Hai đến thứ Sáu",
        "Giấy phép 12/GP",
        publisher,
        List.of(
            new PageLink(ArticleId.of("gioi-thieu"), "/trang/gioi-thieu", "Giới thiệu", true),
            new PageLink(ArticleId.of("lien-he"), "/trang/lien-he", "Liên hệ", false)),
        notice,
        LOGO,
        1);
  }

  private static Frame frame(Settings settings) {
    AtomicReference<Frame> frame = new AtomicReference<>();
    Call.to("GET /")
        .of(
            new HttpHandler() {
              @Override
              protected Response answer(Request request) {
                frame.set(SiteFrame.of(request, settings, ZONE, TOKENS));
                return Response.empty(204);
              }
            });
    return frame.get();
  }

  private static List<String> lines(Publisher publisher) {
    return frame(settings(publisher, null)).imprint().lines().stream()
        .map(line -> line.label() + "|" + line.text() + "|" + line.address())
        .toList();
  }

  @Test
  void putsPagesBehindTheSectionsOrAtTheFoot() {
    Frame frame = frame(settings(PUBLISHER, null));
    assertThat(frame.siteName()).isEqualTo("Tin xã");
    assertThat(frame.sections())
        .containsExactly(
            new Link("/tin-tuc", "Tin tức"), new Link("/trang/gioi-thieu", "Giới thiệu"));
    assertThat(frame.imprint().pages()).containsExactly(new Link("/trang/lien-he", "Liên hệ"));
    assertThat(frame.imprint().accent()).isEqualTo("#a3171d");
    assertThat(frame.imprint().logo()).isEqualTo(LOGO);
  }

  @Test
  void listsThePublisherAtTheFoot() {
    assertThat(lines(PUBLISHER))
        .containsExactly(
            "Cơ quan chủ quản|UBND xã Bản Mù|null",
            "Chịu trách nhiệm nội dung|Ông Lù A Sử|null",
            "|Giấy phép 12/GP|null",
            "Địa chỉ|Thôn Nà Lành|null",
            "Điện thoại|(0214) 3 796.xxx|null",
            "Thư điện tử|tin@xa.example|mailto:tin@xa.example",
            "|Trạm phát thanh|null",
            "|Thứ Hai đến thứ Sáu|null",
            "|© 2026 UBND xã|null");
  }

  @Test
  void leavesOutLinesWithoutText() {
    assertThat(lines(Publisher.NONE))
        .containsExactly(
            "|Giấy phép 12/GP|null", "|Trạm phát thanh|null", "|Thứ Hai đến thứ Sáu|null");
  }

  @ParameterizedTest
  @CsvSource({
    "(0214) 3796-123, tel:02143796123",
    "+84 214 3796123, tel:+842143796123",
    "113 hoặc 114,",
    "12,"
  })
  void linksANumberThatATelephoneCanDial(String telephone, @Nullable String address) {
    Publisher publisher = new Publisher("", "", "", telephone, "", "");
    assertThat(frame(settings(publisher, null)).imprint().lines())
        .contains(new ImprintLine("Điện thoại", telephone, address));
  }

  @ParameterizedTest
  @CsvSource({"2026 Báo, © 2026 Báo", "© Báo, © Báo"})
  void signsTheCopyrightOnce(String copyright, String shown) {
    assertThat(lines(new Publisher("", "", "", "", "", copyright))).contains("|" + shown + "|null");
  }

  @Test
  void showsANoticeUntilItsEnd() {
    Instant time = frame(settings(PUBLISHER, null)).time();
    Notice on = new Notice("Bão số 9", "/tin-tuc/bao", time.plusSeconds(1));
    Notice over = new Notice("Bão số 9", "/tin-tuc/bao", time);
    assertThat(frame(settings(PUBLISHER, on)).imprint().notice())
        .isEqualTo(new Link("/tin-tuc/bao", "Bão số 9"));
    assertThat(frame(settings(PUBLISHER, over)).imprint().notice()).isNull();
    assertThat(frame(settings(PUBLISHER, null)).imprint().notice()).isNull();
  }

  @Test
  void issuesTokensForTheHitsOfItsPage() {
    Frame frame = frame(settings(PUBLISHER, null));
    String token = frame.hitTokens().apply("0123456789");
    assertThat(TOKENS.isValid(token, "0123456789", frame.time())).isTrue();
    assertThat(TOKENS.isValid(token, "9876543210", frame.time())).isFalse();
  }

  @Test
  void tellsSearchEnginesThePublisher() {
    Settings settings = settings(PUBLISHER, null);
    Frame frame = frame(settings);
    ObjectNode json = SiteFrame.publisher(frame, settings);
    assertThat(json.path("name").asText()).isEqualTo("Tin xã");
    assertThat(json.path("url").asText()).isEqualTo(frame.origin() + "/");
    assertThat(json.at("/logo/url").asText()).isEqualTo(frame.origin() + LOGO.url());
    assertThat(json.at("/parentOrganization/name").asText()).isEqualTo("UBND xã Bản Mù");
    assertThat(json.path("address").asText()).isEqualTo("Thôn Nà Lành");
    assertThat(json.path("email").asText()).isEqualTo("tin@xa.example");

    Settings plain = Settings.initial("Tin xã");
    assertThat(SiteFrame.publisher(frame, plain).properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("@type", "name", "url");
  }
}

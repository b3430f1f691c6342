package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.engines.Tables;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class SiteSettingsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final ArticleId PAGE = new ArticleId("8v4k2m9q0z");

  private static Tables tables;

  private SiteSettings site;

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
    site = new SiteSettings(tables.client(), tables.name("Articles"), "Bản Tin");
  }

  @Test
  void beginsANewSiteWithItsNameAndTwoSections() {
    assertThat(site.current()).isEqualTo(Settings.initial("Bản Tin"));
    assertThat(site.current().sections()).hasSize(2);
  }

  @Test
  void readsSettingsAsTheyWereWritten() {
    write(SiteSettings.item(full()));

    assertThat(site.current()).isEqualTo(full());
    assertThat(SiteSettings.read(ItemReader.of(SiteSettings.item(full())))).isEqualTo(full());
    Settings least = new Settings("Báo", List.of(new Section("a", "A")), "", "", "", 1);
    assertThat(SiteSettings.read(ItemReader.of(SiteSettings.item(least)))).isEqualTo(least);
    assertThat(SiteSettings.item(least)).doesNotContainKeys("publisher", "pages", "notice", "logo");
  }

  @Test
  void remembersSettingsForHalfAMinute() {
    Settings first = site.at(NOW);
    write(SiteSettings.item(full()));

    assertThat(site.at(NOW.plusSeconds(29))).isEqualTo(first);
    assertThat(site.at(NOW.plusSeconds(30))).isEqualTo(full());
  }

  @Test
  void readsSettingsAnewForASectionThatTheyLack() {
    Settings first = site.at(NOW);
    write(SiteSettings.item(full()));

    assertThat(site.with("", NOW)).isEqualTo(first);
    assertThat(site.with("tin-tuc", NOW)).isEqualTo(first);
    assertThat(site.with("van-hoa", NOW)).isEqualTo(full());
    assertThat(site.at(NOW)).as("remembered").isEqualTo(full());
  }

  @Test
  void keepsPagesUpDespiteASettingThatCannotBeRead() {
    Map<String, AttributeValue> item = SiteSettings.item(full());
    item.put("accent", fromS("red"));
    item.put("siteName", fromN("1"));
    item.put("notice", fromS("x"));
    write(item);

    Settings read = site.current();
    assertThat(read.accent()).isEmpty();
    assertThat(read.siteName()).isEqualTo("Bản Tin");
    assertThat(read.notice()).isNull();
    assertThat(read.sections()).isEqualTo(full().sections());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesSettingsThatNoPortalWrites(String name, AttributeValue value, String attribute) {
    Map<String, AttributeValue> item = SiteSettings.item(full());
    item.put(name, value);

    assertThatExceptionOfType(BrokenItem.class)
        .isThrownBy(() -> SiteSettings.read(ItemReader.of(item)))
        .returns(attribute, BrokenItem::attribute);
  }

  static Stream<Arguments> faults() {
    AttributeValue until = fromS("2026-11-24T03:00:00.000Z");
    return Stream.of(
        fault("list", fromS("all")),
        Arguments.of("at", fromS("x"), "list"),
        fault("siteName", fromS("")),
        fault("siteName", fromS("a".repeat(101))),
        fault("contact", fromS("a".repeat(1001))),
        fault("licence", fromS("a".repeat(501))),
        fault("accent", fromS("#A3171D")),
        fault("version", fromN("0")),
        fault("sections", fromL(List.of())),
        fault("sections", fromL(sections(31))),
        fault("sections", fromL(List.of(section("a", "A"), section("a", "B")))),
        fault("sections", fromL(List.of(section("a", "")))),
        fault("sections", fromL(List.of(section("a", "x".repeat(61))))),
        fault("sections", fromL(List.of(section("admin", "A")))),
        fault("publisher", fromM(Map.of("agency", fromS("a".repeat(201))))),
        fault("pages", fromL(Collections.nCopies(21, page("/trang/a", "A")))),
        fault("pages", fromL(List.of(page("/trang/a", "")))),
        fault("pages", fromL(List.of(page("/tin-tuc/a", "A")))),
        fault("notice", fromM(Map.of("text", fromS(""), "until", until))),
        fault("notice", fromM(Map.of("text", fromS("a".repeat(201)), "until", until))),
        fault("notice", fromM(notice("javascript:alert(1)"))),
        fault("notice", fromM(notice("/" + "a".repeat(500)))),
        fault("logo", fromM(logo("/photos/x/720.jpg"))));
  }

  @Test
  void takesSettingsUpToTheirLimits() {
    Map<String, AttributeValue> item = SiteSettings.item(full());
    item.put("siteName", fromS("𠀀".repeat(100)));
    item.put("sections", fromL(sections(30)));
    item.put("pages", fromL(Collections.nCopies(20, page("/trang/a", "a".repeat(60)))));
    item.put("notice", fromM(notice("/" + "a".repeat(499))));

    Settings read = SiteSettings.read(ItemReader.of(item));
    assertThat(read.sections()).hasSize(30);
    assertThat(read.pages()).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/tin-tuc/a?b#c", "https://bao.example/a", "http://bao.example"})
  void takesLinksToPagesOfThisSiteAndOfTheWeb(String link) {
    assertThat(SiteSettings.isLink(link)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//bao.example", "/\\bao.example", "javascript:x", "tin-tuc", "/a b"})
  void takesNoOtherLinks(String link) {
    assertThat(SiteSettings.isLink(link)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"site, true", "all, false"})
  void tellsSettingsByTheirKey(String list, boolean isSettings) {
    assertThat(SiteSettings.isSettings(list)).isEqualTo(isSettings);
  }

  private static Settings full() {
    return new Settings(
        "Báo Bản",
        List.of(new Section("van-hoa", "Văn hóa"), new Section("tin-tuc", "Tin")),
        "#a3171d",
        "Liên hệ",
        "Số 1",
        new Publisher("Cơ quan", "Người", "Địa chỉ", "0123", "a@b.example", "Báo Bản"),
        List.of(new PageLink(PAGE, "/trang/lien-he-8v4k2m9q0z", "Liên hệ", true)),
        new Notice("Bão", "/tin-tuc/bao-8v4k2m9q0z", NOW),
        new Logo("/photos/0123456789abcdefghjk/720.jpg", 800, 400),
        7);
  }

  private static void write(Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName(tables.name("Articles")).item(item));
  }

  private static Arguments fault(String name, AttributeValue value) {
    return Arguments.of(name, value, name);
  }

  private static List<AttributeValue> sections(int count) {
    return IntStream.range(0, count).mapToObj(number -> section("s" + number, "S")).toList();
  }

  private static AttributeValue section(String name, String title) {
    return fromM(Map.of("name", fromS(name), "title", fromS(title)));
  }

  private static AttributeValue page(String path, String title) {
    return fromM(Map.of("id", fromS(PAGE.value()), "path", fromS(path), "title", fromS(title)));
  }

  private static Map<String, AttributeValue> notice(String link) {
    return Map.of(
        "text", fromS("Bão"), "link", fromS(link), "until", fromS("2026-11-24T03:00:00.000Z"));
  }

  private static Map<String, AttributeValue> logo(String url) {
    return Map.of("url", fromS(url), "width", fromN("8"), "height", fromN("4"));
  }
}

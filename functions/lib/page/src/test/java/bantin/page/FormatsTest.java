package bantin.page;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.http.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Formats VI = new Formats(Language.VI, ZONE);
  private static final Formats EN = new Formats(Language.EN, ZONE);

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "22, 22, 22",
    "999, 999, 999",
    "4603, 4.603, '4,603'",
    "677985, 677.985, '677,985'",
    "1234567890, 1.234.567.890, '1,234,567,890'"
  })
  void groupsNumbersAsReadersWriteThem(long number, String vi, String en) {
    assertThat(VI.number(number)).isEqualTo(vi);
    assertThat(EN.number(number)).isEqualTo(en);
  }

  @Test
  void writesDatesInTheSitesZone() {
    Instant time = Instant.parse("2026-11-23T07:05:59Z");
    assertThat(VI.full(time)).isEqualTo("Thứ Hai, 23/11/2026 14:05");
    assertThat(VI.brief(time)).isEqualTo("23/11/2026 14:05");
    assertThat(VI.day(time)).isEqualTo("Thứ Hai, 23/11/2026");
    assertThat(EN.full(time)).isEqualTo("Monday, 23 November 2026, 14:05");
    assertThat(EN.brief(time)).isEqualTo("23 November 2026, 14:05");
    assertThat(EN.day(time)).isEqualTo("Monday, 23 November 2026");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T16:59:59Z, 'Chủ Nhật, 22/11/2026 23:59'",
    "2026-11-22T17:00:00Z, 'Thứ Hai, 23/11/2026 00:00'",
    "2028-02-28T18:30:00Z, 'Thứ Ba, 29/02/2028 01:30'",
    "2026-12-31T17:00:00Z, 'Thứ Sáu, 01/01/2027 00:00'"
  })
  void turnsTheDayAtTheSitesMidnight(String time, String shown) {
    assertThat(VI.full(Instant.parse(time))).isEqualTo(shown);
  }

  @Test
  void writesDaysAndMonthsOfTheArchive() {
    LocalDate day = LocalDate.of(2026, 11, 29);
    assertThat(VI.day(day)).isEqualTo("Chủ Nhật, 29/11/2026");
    assertThat(EN.day(day)).isEqualTo("Sunday, 29 November 2026");
    assertThat(VI.month(YearMonth.of(2026, 11))).isEqualTo("Tháng 11/2026");
    assertThat(EN.month(YearMonth.of(2026, 11))).isEqualTo("November 2026");
    assertThat(VI.monthName(1)).isEqualTo("Tháng 1");
    assertThat(EN.monthName(12)).isEqualTo("December");
  }

  @ParameterizedTest
  @CsvSource({
    "1, Thứ Hai, T2, Monday, Mon",
    "6, Thứ Bảy, T7, Saturday, Sat",
    "7, Chủ Nhật, CN, Sunday, Sun"
  })
  void namesWeekdays(int day, String vi, String shortVi, String en, String shortEn) {
    assertThat(VI.weekday(day)).isEqualTo(vi);
    assertThat(VI.shortWeekday(day)).isEqualTo(shortVi);
    assertThat(EN.weekday(day)).isEqualTo(en);
    assertThat(EN.shortWeekday(day)).isEqualTo(shortEn);
  }

  @Test
  void writesUtcToTheSecondForPrograms() {
    assertThat(Formats.iso(Instant.parse("2026-11-23T07:05:59.123Z")))
        .isEqualTo("2026-11-23T07:05:59Z");
  }
}

package bantin.photo;

import static bantin.engines.SampleFiles.WORD;
import static bantin.engines.SampleFiles.WORD_WITH_MACROS;
import static bantin.engines.SampleFiles.WORKBOOK;
import static bantin.engines.SampleFiles.office;
import static bantin.engines.SampleFiles.zip;
import static bantin.photo.AttachmentType.DOCX;
import static bantin.photo.AttachmentType.PDF;
import static bantin.photo.AttachmentType.XLSX;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.SampleFiles;
import bantin.photo.AttachmentFile.Fault;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttachmentFileTest {
  private static final String MAIN = "word/document.xml";

  /** Content types of a Word document, up to the end of its last element. */
  private static final String TYPES =
      "<Types><Override PartName=\"/" + MAIN + "\" ContentType=\"" + WORD + "\"/></Types>";

  private static final int MEGABYTE = 1 << 20;

  /** First bytes of the compound files of old Office programs. */
  private static final String COMPOUND = "\u00d0\u00cf\u0011\u00e0";

  @Test
  void takesSoundFilesOfEachType() {
    assertThat(AttachmentFile.find(PDF, SampleFiles.pdf(5000))).isNull();
    assertThat(AttachmentFile.find(PDF, bytes("%PDF-1.7 %%EOF"))).isNull();
    assertThat(AttachmentFile.find(DOCX, SampleFiles.docx())).isNull();
    assertThat(AttachmentFile.find(XLSX, SampleFiles.xlsx())).isNull();
  }

  @ParameterizedTest
  @MethodSource("filesOfAnotherType")
  void refusesFilesOfAnotherType(AttachmentType type, byte[] file) {
    assertThat(AttachmentFile.find(type, file)).isEqualTo(Fault.TYPE);
  }

  static Stream<Arguments> filesOfAnotherType() {
    return Stream.of(
        Arguments.of(PDF, SampleFiles.docx()),
        Arguments.of(PDF, bytes("PDF-1.7 %%EOF")),
        Arguments.of(PDF, bytes("%PDF")),
        Arguments.of(DOCX, SampleFiles.pdf(5000)),
        Arguments.of(DOCX, SampleFiles.xlsx()),
        Arguments.of(XLSX, SampleFiles.docx()),
        Arguments.of(XLSX, office("xl/workbook.xml", WORD, Map.of())),
        Arguments.of(DOCX, office("word/document.xml", WORKBOOK, Map.of())),
        Arguments.of(DOCX, bytes("")),
        Arguments.of(DOCX, bytes("PK")),
        Arguments.of(DOCX, bytes(COMPOUND + "an old document")),
        Arguments.of(DOCX, zip(Map.of(MAIN, "<a/>"))));
  }

  @Test
  void refusesADocumentWhoseMainPartIsMissing() {
    assertThat(AttachmentFile.find(DOCX, zip(Map.of("[Content_Types].xml", TYPES))))
        .isEqualTo(Fault.TYPE);
  }

  @Test
  void asksForFilesWithoutPassword() {
    String encrypted = new String("EncryptedPackage".getBytes(UTF_16LE), ISO_8859_1);

    assertThat(AttachmentFile.find(DOCX, bytes(COMPOUND + "..." + encrypted)))
        .isEqualTo(Fault.PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WORD_WITH_MACROS,
        "application/vnd.ms-office.vbaProject",
        "application/vnd.ms-excel.macrosheet+xml"
      })
  void refusesContentTypesOfMacros(String type) {
    assertThat(AttachmentFile.find(DOCX, office(MAIN, type, Map.of()))).isEqualTo(Fault.MACROS);
  }

  @Test
  void refusesMacrosThatTheContentTypesDoNotName() {
    assertThat(AttachmentFile.find(DOCX, office(MAIN, WORD, Map.of("word/VbaProject.bin", "x"))))
        .isEqualTo(Fault.MACROS);
  }

  @Test
  void refusesMacrosThatHaveTheirTypeByTheirEnding() {
    String types =
        TYPES.replace(
            "<Types>",
            "<Types><Default Extension=\"bin\""
                + " ContentType=\"application/vnd.ms-office.vbaProject\"/>");

    assertThat(AttachmentFile.find(DOCX, word(types))).isEqualTo(Fault.MACROS);
  }

  @Test
  void findsPdfsThatWereCutOff() {
    byte[] file = SampleFiles.pdf(5000);

    assertThat(AttachmentFile.find(PDF, Arrays.copyOf(file, 4990))).isEqualTo(Fault.BROKEN);
  }

  @Test
  void looksForTheEndOfAPdfInTheLastKilobyte() {
    String head = "%PDF-1.7 ";
    String end = "%%EOF";

    assertThat(AttachmentFile.find(PDF, bytes(head + end + "\n".repeat(1024 - end.length()))))
        .isNull();
    assertThat(AttachmentFile.find(PDF, bytes(head + end + "\n".repeat(1025 - end.length()))))
        .isEqualTo(Fault.BROKEN);
  }

  @Test
  void findsDocumentsThatWereCutOff() {
    byte[] file = SampleFiles.docx();

    assertThat(AttachmentFile.find(DOCX, Arrays.copyOf(file, file.length - 30)))
        .isEqualTo(Fault.BROKEN);
  }

  @Test
  void readsContentTypesUpToOneMegabyte() {
    String padding = " ".repeat(MEGABYTE - TYPES.length());

    assertThat(AttachmentFile.find(DOCX, word(TYPES + padding))).isNull();
    assertThat(AttachmentFile.find(DOCX, word(TYPES + padding + " "))).isEqualTo(Fault.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no XML",
        "<Types>",
        "<!DOCTYPE Types [<!ENTITY word \""
            + WORD
            + "\">]><Types><Override PartName=\"/"
            + MAIN
            + "\" ContentType=\"&word;\"/></Types>"
      })
  void refusesContentTypesThatAreNoPlainXml(String types) {
    assertThat(AttachmentFile.find(DOCX, word(types))).isEqualTo(Fault.BROKEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TYPE | type | This is no {0} file, whatever its name says.",
        "BROKEN | broken | The file is damaged or cut off: save it again and upload it anew.",
        "MACROS | macros | The file holds macros, which can harm readers: save it without macros.",
        "PASSWORD | password | The file has a password: remove the password and save it again."
      })
  void tellsEditorsTheFault(Fault fault, String code, String sentence) {
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.english()).isEqualTo(sentence);
  }

  private static byte[] word(String types) {
    return zip(Map.of("[Content_Types].xml", types, MAIN, "<a/>"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}

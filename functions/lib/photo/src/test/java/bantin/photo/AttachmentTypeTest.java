package bantin.photo;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AttachmentTypeTest {
  @ParameterizedTest
  @CsvSource({
    "Kế hoạch.pdf, PDF",
    "KE HOACH.PDF, PDF",
    "photos/0123456789abcdefghjk/file.docx, DOCX",
    "a.docx.xlsx, XLSX",
    "a.doc,",
    "a.docm,",
    "pdf,",
    "photo.jpg,"
  })
  void findsTypeByTheEndingOfAName(String name, @Nullable AttachmentType type) {
    assertThat(AttachmentType.ofName(name)).isEqualTo(type);
  }

  @ParameterizedTest
  @EnumSource
  void findsTypeByItsMediaType(AttachmentType type) {
    assertThat(AttachmentType.ofMediaType(type.mediaType())).isEqualTo(type);
  }

  @Test
  void knowsNoAttachmentOfOtherMediaTypes() {
    assertThat(AttachmentType.ofMediaType("image/jpeg")).isNull();
    assertThat(AttachmentType.ofMediaType("application/msword")).isNull();
  }
}

package bantin.manuscript;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Cover;
import bantin.photo.PhotoId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class BodyPhotosTest {
  @Test
  void findsAttachmentsAndLeavesThemAsTheyAre() {
    String id = "0123456789abcdefghjk";
    String attachment =
        "<figure><a href=\"/photos/"
            + id
            + "/file.pdf\">Kế hoạch.pdf</a><figcaption>PDF, 1,2 MB</figcaption></figure>";
    Body body = Body.clean("<p>Xem tệp.</p>" + attachment + attachment);
    assertThat(body.html()).contains(attachment);
    assertThat(body.photos()).containsExactly(new PhotoId(id));
    assertThat(body.warnings()).isEmpty();
    assertThat(body.cover()).isNull();
    assertThat(Body.asWritten(body.forReaders())).isEqualTo(body.html());
    assertThat(Body.clean("<p><a href=\"/photos/" + id + "/file.exe\">a</a></p>").photos())
        .isEmpty();
  }

  @Test
  void keepsFocalPointAndNoOtherClass() {
    String photo = "<img src=\"/photos/0123456789abcdefghjk/960.jpg\" alt=\"Chợ\" class=\"%s\">";
    Body body = Body.clean(photo.formatted("left-30 top-100"));
    assertThat(body.html()).contains("class=\"left-30 top-100\"");
    assertThat(Objects.requireNonNull(body.cover()).focus()).isEqualTo("left-30 top-100");
    assertThat(body.forReaders()).contains("class=\"left-30 top-100\"");
    assertThat(Body.asWritten(body.forReaders())).contains("class=\"left-30 top-100\"");
    for (String other : new String[] {"left-35 top-0", "lead", "left-30", "left-110 top-0"}) {
      Body plain = Body.clean(photo.formatted(other));
      assertThat(plain.html()).doesNotContain("class");
      assertThat(Objects.requireNonNull(plain.cover()).focus()).isEmpty();
    }
  }

  @Test
  void takesTheChosenPhotoAsCover() {
    String photos =
        "<img src=\"/photos/0123456789abcdefghjk/960.jpg\" alt=\"Cầu\" class=\"left-0 top-0\">"
            + "<img src=\"/photos/123456789abcdefghjk0/960.jpg\" alt=\"Chợ\" class=\"%s\">";
    for (String classes : new String[] {"lead-photo", "lead-photo left-30 top-100"}) {
      Body body = Body.clean(photos.formatted(classes));
      assertThat(body.html()).contains("class=\"" + classes + "\"");
      Cover cover = Objects.requireNonNull(body.cover());
      assertThat(cover.alt()).isEqualTo("Chợ");
      assertThat(cover.focus()).isEqualTo(classes.replaceFirst("lead-photo ?", ""));
      assertThat(Body.asWritten(body.forReaders())).contains("class=\"" + classes + "\"");
    }
    for (String classes : new String[] {"lead-photo left-30", "left-0 top-0 lead-photo", "lead"}) {
      Body body = Body.clean(photos.formatted(classes));
      assertThat(body.html()).doesNotContain("lead");
      assertThat(Objects.requireNonNull(body.cover()).alt()).isEqualTo("Cầu");
    }
  }

  @Test
  void takesTheFirstPhotoAsCover() {
    assertThat(
            Body.stored(
                    "<p>Chữ</p><figure><img src=\"/photos/a/960.jpg\" alt=\"Chợ phiên\""
                        + " width=\"1600\" height=\"900\"></figure><img src=\"/b.jpg\" alt=\"\">")
                .cover())
        .isEqualTo(new Cover("/photos/a/960.jpg", "Chợ phiên"));
  }

  @Test
  void offersEachWidthOfAFullPhotoAsWebPAndAsJpeg() {
    Body body = Body.stored(figure("720", "1200"));
    Document shown = Jsoup.parseBodyFragment(body.forReaders());
    assertThat(shown.select("figure > picture > source").attr("type")).isEqualTo("image/webp");
    assertThat(shown.select("picture > source").attr("srcset"))
        .isEqualTo(
            "/photos/0123456789abcdefghjk/480.webp 480w, /photos/0123456789abcdefghjk/720.webp 720w,"
                + " /photos/0123456789abcdefghjk/960.webp 960w,"
                + " /photos/0123456789abcdefghjk/1600.webp 1200w");
    assertThat(shown.select("picture > img").attr("srcset"))
        .isEqualTo(shown.select("picture > source").attr("srcset").replace("webp", "jpg"));
    assertThat(shown.select("picture > source").attr("sizes"))
        .isNotEmpty()
        .isEqualTo(shown.select("picture > img").attr("sizes"));
    assertThat(Body.asWritten(body.forReaders())).isEqualTo(body.html());
    Cover cover = Objects.requireNonNull(body.cover());
    assertThat(cover.url()).isEqualTo("/photos/0123456789abcdefghjk/960.jpg");
    assertThat(cover.webpSrcset()).isEqualTo(shown.select("picture > source").attr("srcset"));
  }

  @Test
  void offersTheSmallRenditionToListsWhereThePhotoHasIt() {
    Body body = Body.stored(figure("720", "1200"));
    PhotoId photo = new PhotoId("0123456789abcdefghjk");
    Cover cover = Objects.requireNonNull(body.cover(Set.of(photo)));
    String small = "/photos/0123456789abcdefghjk/320.";
    assertThat(cover.srcset()).startsWith(small + "jpg 320w, /photos/").contains("/480.jpg 480w");
    assertThat(cover.webpSrcset()).startsWith(small + "webp 320w, /photos/");
    assertThat(body.forReaders()).doesNotContain("/320.");
    for (Set<PhotoId> others : List.of(Set.<PhotoId>of(), Set.of(PhotoId.random()))) {
      assertThat(Objects.requireNonNull(body.cover(others)).srcset()).doesNotContain("/320.");
    }
  }

  @Test
  void offersJpegAloneForAnOlderPhoto() {
    Body body = Body.stored(figure("960", "600"));
    Document shown = Jsoup.parseBodyFragment(body.forReaders());
    assertThat(shown.select("picture, source")).isEmpty();
    assertThat(shown.select("figure > img").attr("srcset"))
        .isEqualTo(
            "/photos/0123456789abcdefghjk/480.jpg 480w, /photos/0123456789abcdefghjk/960.jpg 600w");
    assertThat(Objects.requireNonNull(body.cover()).webpSrcset()).isEmpty();
  }

  @Test
  void keepsGalleriesAndOffersTheirPhotosInHalfTheWidth() {
    String gallery =
        "<figure>" + figure("720", "1200").replace("<p>Chữ</p>", "").repeat(2) + "</figure>";
    Body body = Body.clean(gallery + figure("720", "1200"));
    assertThat(body.html().replace(" />", ">")).startsWith(gallery);
    assertThat(body.warnings()).isEmpty();
    Document shown = Jsoup.parseBodyFragment(body.forReaders());
    assertThat(shown.select("body > figure > figure picture [sizes]").eachAttr("sizes"))
        .hasSize(4)
        .containsOnly("(min-width: 46rem) 21rem, (min-resolution: 2.5dppx) 31vw, 46vw");
    assertThat(shown.select("body > figure > picture [sizes]").eachAttr("sizes"))
        .hasSize(2)
        .containsOnly("(min-width: 46rem) 42rem, (min-resolution: 2.5dppx) 61vw, 92vw");
    assertThat(Body.asWritten(body.forReaders())).isEqualTo(body.html().replace(" />", ">"));
  }

  private static String figure(String file, String width) {
    return "<figure><img src=\"/photos/0123456789abcdefghjk/%s.jpg\" alt=\"Chợ\" width=\"%s\" height=\"800\"><figcaption>Chợ</figcaption></figure><p>Chữ</p>"
        .formatted(file, width);
  }
}

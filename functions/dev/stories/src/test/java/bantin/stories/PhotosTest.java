package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Photos are uploaded to the bucket, sized there, and shown in an article. */
@ExtendWith(SharedNewspaper.class)
final class PhotosTest {
  private final Newspaper newspaper;
  private final Uploader uploader;

  PhotosTest(Newspaper newspaper) {
    this.newspaper = newspaper;
    this.uploader = new Uploader(newspaper);
  }

  @Test
  void sizesAnUploadedPhotoAndShowsItToReaders() throws IOException {
    ObjectNode announced = uploader.upload(jpeg(1800, 1200));
    String id = announced.path("photo").path("id").asText();
    assertThat(uploader.state(id).path("width").asInt()).isEqualTo(1800);

    String src = uploader.state(id).path("url").asText();
    ObjectNode article = Newspaper.article("Có ảnh");
    article.put(
        "body",
        "<figure><img src=\""
            + src
            + "\" alt=\"Chợ phiên\" width=\"1800\" height=\"1200\"><figcaption>Chợ phiên</figcaption>"
            + "</figure><p>Thân bài.</p>");
    String url = newspaper.publish(article).path("url").asText();
    String page = newspaper.get(url).expect(200).text();
    assertThat(page)
        .contains("srcset=\"/photos/" + id + "/480.jpg 480w")
        .contains("<source type=\"image/webp\" srcset=\"/photos/" + id + "/480.webp 480w");
    for (int width : new int[] {320, 480, 720, 960, 1600}) {
      Answer webp = newspaper.get("/photos/" + id + "/" + width + ".webp").expect(200);
      assertThat(webp.header("Content-Type")).isEqualTo("image/webp");
      Answer file = newspaper.get("/photos/" + id + "/" + width + ".jpg").expect(200);
      assertThat(file.header("Content-Type")).isEqualTo("image/jpeg");
      assertThat(ImageIO.read(new ByteArrayInputStream(file.bytes())).getWidth()).isEqualTo(width);
    }
    newspaper
        .send("DELETE", Uploader.PHOTOS + "/" + id, newspaper.token(Newspaper.EDITOR), null)
        .problem(409);
  }

  @Test
  void keepsTheApprovedBytesWhenTheUploadIsReplayed() throws IOException {
    byte[] photo = jpeg(640, 480);
    ObjectNode announced = uploader.upload(photo);
    String id = announced.path("photo").path("id").asText();
    String src = announced.path("photo").path("url").asText();
    ObjectNode article = Newspaper.article("Có ảnh đã duyệt");
    article.put("body", "<figure><img src=\"" + src + "\" alt=\"Chợ\"></figure><p>Thân bài.</p>");
    newspaper.publish(article);
    String approved = uploader.state(id).path("content").asText();
    List<byte[]> files = files(id);

    byte[] replacement = photo.clone();
    Arrays.fill(replacement, replacement.length / 2, replacement.length - 2, (byte) 0x11);
    assertThat(uploader.put(announced, replacement)).isEqualTo(412);
    assertThat(uploader.put(announced, photo)).isEqualTo(412);
    // A later photo is sized: by then the function has seen all that was sent before it.
    uploader.upload(photo);
    assertThat(files(id)).usingElementComparator(Arrays::compare).isEqualTo(files);
    assertThat(uploader.state(id).path("content").asText()).isEqualTo(approved);
    assertThat(approved).isNotEmpty();
  }

  private List<byte[]> files(String id) {
    return Stream.of(320, 480, 720, 960, 1600)
        .flatMap(width -> Stream.of(width + ".jpg", width + ".webp"))
        .map(file -> newspaper.get("/photos/" + id + "/" + file).expect(200).bytes())
        .toList();
  }

  @Test
  void refusesAFileThatIsNoPhotoInWords() throws IOException {
    byte[] html = "<script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ObjectNode announced = uploader.announce(html.length);
    assertThat(uploader.put(announced, html)).isEqualTo(200);
    String id = announced.path("photo").path("id").asText();
    Newspaper.await(
        "the file is refused",
        Duration.ofSeconds(40),
        () -> uploader.state(id).path("state").asText().equals("refused"));
    assertThat(uploader.state(id).path("why").asText()).contains("JPEG");
    newspaper.get(announced.path("photo").path("url").asText()).expect(404);
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", out);
    return out.toByteArray();
  }
}

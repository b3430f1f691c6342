package bantin.sizephotos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.S3Server;
import bantin.engines.Tables;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.photo.ContentHash;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

final class SizePhotosHandlerTest {
  /** Reads events as Lambda does. */
  private static final PojoSerializer<S3Event> EVENTS =
      LambdaEventSerializers.serializerFor(
          S3Event.class, SizePhotosHandlerTest.class.getClassLoader());

  private static final String WEBP = "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=";

  private static Tables tables;
  private static S3Server buckets;
  private static Photos photos;

  private final List<String> logged = new ArrayList<>();
  private PhotoId id = PhotoId.random();

  /** Runs before each write of a file for readers. */
  private Runnable during = () -> {};

  @BeforeAll
  static void start() throws IOException {
    tables = Tables.inMemory();
    buckets = S3Server.inMemory();
    photos = new Photos(tables.client(), "Newsroom");
  }

  @AfterAll
  static void stop() {
    tables.close();
    buckets.close();
  }

  @BeforeEach
  void announce() {
    id = PhotoId.random();
    photos.announce(
        Photo.announced(
            id, "a.jpg", "image/jpeg", 1, Instant.parse("2026-11-23T03:00:00Z"), "lan"));
  }

  @Test
  void writesEveryWidthWithoutEnlarging() throws IOException {
    upload(jpeg(1200, 800));
    assertThat(photo().state()).isEqualTo(Photo.State.READY);
    assertThat(photo().width()).isEqualTo(1200);
    assertThat(photo().height()).isEqualTo(800);
    assertThat(file(320).getWidth()).isEqualTo(320);
    assertThat(file(480).getWidth()).isEqualTo(480);
    assertThat(file(480).getHeight()).isEqualTo(320);
    assertThat(file(960).getWidth()).isEqualTo(960);
    assertThat(file(1600).getWidth()).isEqualTo(1200);
  }

  @Test
  void writesEveryWidthAsSmallerWebP() throws IOException {
    upload(detailed(1200, 800));
    assertThat(photo().url()).isEqualTo("/photos/" + id + "/720.jpg");
    for (int width : PhotoKeys.WIDTHS) {
      var stored = stored(PhotoKeys.photo(id, width, PhotoType.WEBP));
      assertThat(stored.response().contentType()).isEqualTo("image/webp");
      assertThat(stored.response().cacheControl()).contains("immutable");
      byte[] webp = stored.asByteArray();
      BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(webp));
      assertThat(drawn.getWidth()).isEqualTo(Math.min(width, 1200));
      assertThat(difference(drawn, file(width))).as("mean difference of colours").isLessThan(15);
      assertThat(webp.length).as("bytes at " + width).isLessThan(bytes(width).length);
    }
  }

  @Test
  void readsStrangersFilesInJavaAlone() throws IOException {
    upload(detailed(600, 400));
    List<String> readers = new ArrayList<>();
    ImageIO.getImageReadersByFormatName("webp")
        .forEachRemaining(reader -> readers.add(reader.getClass().getName()));
    assertThat(readers).isNotEmpty().allMatch(name -> name.startsWith("com.twelvemonkeys."));
  }

  /**
   * The photo was taken with the camera upright: red is left in the file, and on top when shown.
   */
  @Test
  void turnsPhotoUprightAndRemovesCameraMetadata() throws IOException {
    byte[] taken = withExif(jpeg(800, 600), 6);
    assertThat(new String(taken, ISO_8859_1)).contains("Exif", "SecretCam");
    upload(taken);
    assertThat(photo().width()).isEqualTo(600);
    assertThat(photo().height()).isEqualTo(800);
    BufferedImage seen = file(480);
    assertThat(seen.getHeight()).isEqualTo(640);
    assertThat(isRed(seen.getRGB(240, 20))).isTrue();
    assertThat(isRed(seen.getRGB(240, 620))).isFalse();
    for (String key : PhotoKeys.photos(id)) {
      assertThat(new String(stored(key).asByteArray(), ISO_8859_1))
          .doesNotContain("Exif", "EXIF", "SecretCam");
    }
  }

  @Test
  void fillsTransparentAreasWithWhite() throws IOException {
    BufferedImage image = new BufferedImage(100, 50, BufferedImage.TYPE_INT_ARGB);
    upload(encoded(image, "png"));
    assertThat(new Color(file(480).getRGB(50, 25)).getBlue()).isGreaterThan(250);
    assertThat(file(480).getWidth()).isEqualTo(100);
  }

  @Test
  void readsWebP() {
    upload(Base64.getDecoder().decode(WEBP));
    assertThat(photo().why()).isEmpty();
    assertThat(photo().state()).isEqualTo(Photo.State.READY);
    assertThat(photo().width()).isEqualTo(1);
  }

  /**
   * A few hundred bytes declare ten billion pixels, more bits than memory holds, or a side that no
   * JPEG can have. The header alone must lead to the refusal.
   */
  @ParameterizedTest
  @CsvSource({
    "100000, 100000, 8, 2, pixels, million pixels",
    "7000, 7000, 16, 6, depth, 64 bits",
    "1590, 29000, 16, 6, depth, 64 bits",
    "6000, 6000, 16, 2, depth, 48 bits",
    "700, 70000, 8, 2, side, One side",
    "50000000, 1, 1, 0, side, One side"
  })
  void refusesPixelBombByHeader(
      int width, int height, int depth, int colours, String code, String why) throws IOException {
    byte[] png = encoded(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.putInt(16, width).putInt(20, height).put(24, (byte) depth).put(25, (byte) colours);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    bytes.putInt(29, (int) crc.getValue());
    upload(png);
    isRefused(code);
    assertThat(photo().why()).contains(why);
  }

  @Test
  void takesPhotoOfSixteenBits() throws IOException {
    ColorModel deep =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    upload(
        encoded(
            new BufferedImage(deep, deep.createCompatibleWritableRaster(600, 40), false, null),
            "png"));
    assertThat(photo().state()).isEqualTo(Photo.State.READY);
    assertThat(new Color(file(480).getRGB(240, 16)).getRed()).isGreaterThan(250);
  }

  @Test
  void refusesPhotoWhoseUploadIsGone() {
    tell();
    isRefused("gone");
  }

  @Test
  void refusesPngThatIsCutOff() throws IOException {
    byte[] png = encoded(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "png");
    upload(Arrays.copyOf(png, 60));
    isRefused("broken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "progressive", "png"})
  void refusesPhotosThatAreCutOff(String format) throws IOException {
    byte[] whole = noise(format);
    for (int length :
        new int[] {whole.length / 2, whole.length - 1024, whole.length - 2, whole.length - 1}) {
      id = PhotoId.random();
      announce();
      upload(Arrays.copyOf(whole, length));
      isRefused("broken");
    }
  }

  @Test
  void refusesWebPThatIsCutOff() {
    byte[] whole = Base64.getDecoder().decode(WEBP);
    upload(Arrays.copyOf(whole, whole.length - 4));
    isRefused("broken");
  }

  /** A camera's card or a recovery program may leave such files. */
  @ParameterizedTest
  @ValueSource(strings = {"jpg", "progressive"})
  void refusesCutPhotosWithEndMarkerOfTheirOwn(String format) throws IOException {
    byte[] whole = noise(format);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;
    upload(cut);
    isRefused("broken");
  }

  @Test
  void refusesPhotoEndingInZeros() throws IOException {
    byte[] whole = noise("jpg");
    Arrays.fill(whole, whole.length / 2, whole.length, (byte) 0);
    upload(whole);
    isRefused("broken");
  }

  @Test
  void refusesJpegOfManyScans() throws IOException {
    upload(withMoreScans(noise("progressive"), 200));
    isRefused("broken");
  }

  /** Ninety scans over 49 million pixels took longer than the function may run. */
  @Test
  void refusesLargeJpegOfTooManyScansByHeader() throws IOException {
    byte[] jpeg = withMoreScans(noise("progressive"), 80);
    int frame = 2;
    while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc2) {
      frame++;
    }
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 7000).putShort(frame + 7, (short) 7000);
    upload(jpeg);
    isRefused("scans");
    assertThat(photo().why()).contains("49 million pixels in 90 scans");
  }

  /** Repeats the last scan of a progressive JPEG. */
  private static byte[] withMoreScans(byte[] whole, int scans) {
    int scan = whole.length - 2;
    while (whole[scan] != (byte) 0xff || whole[scan + 1] != (byte) 0xda) {
      scan--;
    }
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(whole, 0, scan);
    for (int i = 0; i <= scans; i++) {
      many.write(whole, scan, whole.length - 2 - scan);
    }
    many.write(whole, whole.length - 2, 2);
    return many.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "progressive", "png"})
  void acceptsBytesAfterEnd(String format) throws IOException {
    byte[] whole = noise(format);
    byte[] longer = Arrays.copyOf(whole, whole.length + 5000);
    Arrays.fill(longer, whole.length, longer.length, (byte) 'x');
    upload(longer);
    assertThat(photo().why()).isEmpty();
    assertThat(photo().state()).isEqualTo(Photo.State.READY);
  }

  @Test
  void acceptsPreviewInHeader() throws IOException {
    byte[] preview = noise("jpg");
    byte[] whole = noise("jpg");
    ByteBuffer buffer = ByteBuffer.allocate(whole.length + 4 + 60_000);
    buffer.put(whole, 0, 2).putShort((short) 0xffe1).putShort((short) 60_002);
    buffer.put(preview, 0, 59_998).putShort((short) 0xffd9);
    buffer.put(whole, 2, whole.length - 2);
    upload(buffer.array());
    assertThat(photo().state()).isEqualTo(Photo.State.READY);
    id = PhotoId.random();
    announce();
    upload(Arrays.copyOf(buffer.array(), 80_000));
    isRefused("broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><script>alert(1)</script>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "GIF89a",
        "%PDF-1.7",
        "\u0000\u0000\u0000\u0018ftypheic"
      })
  void refusesOtherFilesUnderAnyName(String content) {
    upload(content.getBytes(UTF_8));
    isRefused("type");
  }

  @Test
  void recordsHashesOfUploadAndOfReadersFiles() throws Exception {
    byte[] upload = jpeg(1200, 800);
    upload(upload);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (PhotoType type : PhotoType.values()) {
      for (int width : List.of(320, 480, 720, 960, 1600)) {
        digest.update(stored(PhotoKeys.photo(id, width, type)).asByteArray());
      }
    }
    assertThat(photo().content()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    assertThat(photo().original()).isEqualTo(ContentHash.of(upload));
  }

  @Test
  void keepsReadersFilesWhenAnotherUploadFollows() throws IOException {
    upload(jpeg(1200, 800));
    Photo before = photo();
    byte[] shown = bytes(960);
    upload(jpeg(640, 480));
    assertThat(bytes(960)).isEqualTo(shown);
    assertThat(photo()).isEqualTo(before);
    assertThat(keys()).doesNotContain(PhotoKeys.upload(id)).hasSize(10);
    assertThat(logged).singleElement().asString().contains("WARN", id.value());
  }

  @Test
  void makesNothingOfUploadAfterRefusal() throws IOException {
    upload("no photo".getBytes(UTF_8));
    upload(jpeg(640, 480));
    isRefused("type");
    assertThat(keys()).isEmpty();
  }

  @Test
  void makesNothingOfUploadAfterDeletion() throws IOException {
    upload(jpeg(1200, 800));
    delete();
    upload(jpeg(1200, 800));
    assertThat(keys()).isEmpty();
    assertThat(logged).hasSize(1);
  }

  @Test
  void makesNothingOfSecondUploadWhileFirstIsSized() throws IOException {
    assertThat(photos.claim(id, "the first upload's hash")).isTrue();
    upload(jpeg(640, 480));
    assertThat(photo().state()).isEqualTo(Photo.State.WAITING);
    assertThat(keys()).isEmpty();
  }

  @Test
  void removesFilesOfPhotoThatIsDeletedWhileItIsSized() throws IOException {
    during = this::delete;
    upload(jpeg(640, 480));
    assertThat(keys()).isEmpty();
  }

  @Test
  void ignoresRepeatedEvent() throws IOException {
    upload(jpeg(500, 400));
    byte[] first = bytes(480);
    tell();
    assertThat(bytes(480)).isEqualTo(first);
    assertThat(keys()).contains(PhotoKeys.upload(id));
    assertThat(logged).isEmpty();
    assertThat(photo().state()).isEqualTo(Photo.State.READY);
  }

  private void isRefused(String code) {
    assertThat(photo().state()).isEqualTo(Photo.State.REFUSED);
    assertThat(photo().why()).startsWith(code + ": ");
    assertThat(
            buckets
                .client()
                .listObjectsV2(
                    list -> list.bucket(buckets.name("Photos")).prefix("photos/" + id + "/"))
                .contents())
        .isEmpty();
  }

  private void upload(byte[] content) {
    buckets
        .client()
        .putObject(
            put -> put.bucket(buckets.name("Photos")).key(PhotoKeys.upload(id)),
            RequestBody.fromBytes(content));
    tell();
  }

  private void tell() {
    S3Event event = EVENTS.fromJson(recorded());
    new SizePhotosHandler(
            new Photos(tables.client("SizePhotosFunction"), "Newsroom"),
            new Interrupted(buckets.client("SizePhotosFunction"), during))
        .take(event, line -> logged.add(line.toString()));
  }

  /** The recorded event, for this test's bucket and upload. */
  private String recorded() {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/events/size-photos.json"))) {
      return new String(in.readAllBytes(), UTF_8)
          .replace("\"name\": \"photos\"", "\"name\": \"" + buckets.name("Photos") + '"')
          .replace("uploads/0123456789abcdefghjk", PhotoKeys.upload(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the photo as take-uploads does. */
  private void delete() {
    photos.remove(id);
    keys()
        .forEach(
            key ->
                buckets
                    .client()
                    .deleteObject(delete -> delete.bucket(buckets.name("Photos")).key(key)));
  }

  private List<String> keys() {
    return buckets
        .client()
        .listObjectsV2(list -> list.bucket(buckets.name("Photos")))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> key.contains(id.value()))
        .toList();
  }

  private static final class Interrupted extends DelegatingS3Client {
    private final Runnable during;

    Interrupted(S3Client client, Runnable during) {
      super(client);
      this.during = during;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      during.run();
      return super.putObject(request, body);
    }
  }

  private Photo photo() {
    return Objects.requireNonNull(photos.find(id));
  }

  private BufferedImage file(int width) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes(width)));
  }

  private byte[] bytes(int width) {
    return stored(PhotoKeys.photo(id, width)).asByteArray();
  }

  private static ResponseBytes<GetObjectResponse> stored(String key) {
    return buckets.client().getObjectAsBytes(get -> get.bucket(buckets.name("Photos")).key(key));
  }

  /** Picture with soft colours and fine lines. */
  private static byte[] detailed(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int wave = (int) (40 * Math.sin(x / 5.0) * Math.cos(y / 9.0));
        image.setRGB(
            x, y, new Color(90 + 100 * x / width, 110 + wave, 60 + 120 * y / height).getRGB());
      }
    }
    return encoded(image, "png");
  }

  /** Mean difference of the colours of two pictures, of 255. */
  private static double difference(BufferedImage first, BufferedImage second) {
    long sum = 0;
    for (int y = 0; y < first.getHeight(); y++) {
      for (int x = 0; x < first.getWidth(); x++) {
        Color a = new Color(first.getRGB(x, y));
        Color b = new Color(second.getRGB(x, y));
        sum += Math.abs(a.getRed() - b.getRed());
        sum += Math.abs(a.getGreen() - b.getGreen());
        sum += Math.abs(a.getBlue() - b.getBlue());
      }
    }
    return sum / (3.0 * first.getHeight() * first.getWidth());
  }

  private static boolean isRed(int rgb) {
    Color color = new Color(rgb);
    return color.getRed() > 150 && color.getBlue() < 100;
  }

  /** A picture with red on the left and blue on the right. */
  private static byte[] jpeg(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width, height);
    graphics.dispose();
    return encoded(image, "jpg");
  }

  /** Noise makes a file larger than a decoder's buffer. */
  private static byte[] noise(String format) throws IOException {
    BufferedImage image = new BufferedImage(500, 400, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 500 * 400; i++) {
      image.setRGB(i % 500, i / 500, random.nextInt());
    }
    if (!format.equals("progressive")) {
      return encoded(image, format);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** Inserts an Exif segment (TIFF, big-endian) with an orientation and the camera's make. */
  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] make = "SecretCam\0".getBytes(ISO_8859_1);
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + make.length);
    tiff.put("MM".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x010f).putShort((short) 2).putInt(make.length).putInt(38);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putInt(0).put(make);
    byte[] body = tiff.array();
    ByteBuffer buffer = ByteBuffer.allocate(jpeg.length + 10 + body.length);
    buffer.put(jpeg, 0, 2);
    buffer.putShort((short) 0xffe1).putShort((short) (8 + body.length));
    buffer.put("Exif\0\0".getBytes(ISO_8859_1)).put(body);
    buffer.put(jpeg, 2, jpeg.length - 2);
    return buffer.array();
  }
}

package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.Settings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Icon of the installed site: the first letters of its name, white on its colour.
 *
 * @param colour such as {@code #a3171d}
 * @param letters of the site's name, in capitals
 */
record Icon(String colour, String letters) {
  /** Width and height of the PNG in pixels. No iPhone shows a larger one. */
  static final int SIZE = 180;

  private static final String ACCENT = "#a3171d";
  private static final int MAX_LETTERS = 2;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*");

  /** Outlines of letters: a line for each, with the letter, its width and an SVG path. */
  private static final String OUTLINES = "letters.txt";

  /** Height of capitals in the units of the outlines. */
  private static final int CAPITALS = 740;

  /** Pixels for a unit of the outlines. Two wide letters get fewer. */
  private static final double SCALE = .08;

  /** Width in pixels within which the letters stand. */
  private static final double MAX_WIDTH = .75 * SIZE;

  /** Width and height of the drawings. */
  private static final int DRAWING = 512;

  /** Radius of the circle of a drawing that every launcher shows: 80 % of its width. */
  private static final double SAFE_RADIUS = .4 * DRAWING;

  /** Share of that circle's radius within which the letters stand. */
  private static final double MARGIN = .95;

  /** Pixels for a unit of the outlines in a drawing. Wide or high letters get fewer. */
  private static final double DRAWING_SCALE = .2;

  /** Numbers after each step of a path, by the kinds of {@link PathIterator}. */
  private static final int[] NUMBERS = {2, 2, 4, 6, 0};

  private static final Pattern STEP = Pattern.compile("([MLHVQZ])([^MLHVQZ]*)");

  static Icon of(Settings settings) {
    String colour = settings.accent().isEmpty() ? ACCENT : settings.accent();
    String letters =
        WORD.matcher(settings.siteName())
            .results()
            .limit(MAX_LETTERS)
            .map(MatchResult::group)
            .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
            .collect(Collectors.joining());
    return new Icon(colour, letters);
  }

  /** Drawing in which the browser sets the letters. Letters and digits need no escapes in XML. */
  byte[] svg() {
    return drawing(
        "<text x='256' y='256' dy='.35em' fill='#fff' font-family='sans-serif' font-size='200'"
            + " font-weight='700' text-anchor='middle'>"
            + letters
            + "</text>");
  }

  /**
   * Drawing that a launcher may cut to any form. It holds the letters' outlines, because a
   * browser's font may be too wide for the circle that every launcher shows.
   */
  byte[] maskable() {
    Path2D outlines = outlines();
    Rectangle2D bounds = outlines.getBounds2D();
    double above = Math.max(bounds.getMaxY() - CAPITALS / 2.0, CAPITALS / 2.0 - bounds.getMinY());
    double farthest = Math.hypot(bounds.getWidth() / 2, above);
    double scale = Math.min(DRAWING_SCALE, MARGIN * SAFE_RADIUS / farthest);
    return drawing(
        "<path fill='#fff' d='"
            + steps(outlines.createTransformedShape(place(outlines, DRAWING, scale)))
            + "'/>");
  }

  /** Drawing of letters on the site's colour. */
  private byte[] drawing(String content) {
    return ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 512 512'><path fill='"
            + colour
            + "' d='M0 0h512v512H0z'/>"
            + content
            + "</svg>")
        .getBytes(UTF_8);
  }

  /** Steps of an SVG path, to a tenth of a pixel. */
  private static String steps(Shape shape) {
    StringBuilder steps = new StringBuilder();
    double[] to = new double[6];
    for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
      int kind = at.currentSegment(to);
      steps.append("MLQCZ".charAt(kind));
      for (int i = 0; i < NUMBERS[kind]; i++) {
        steps.append(i == 0 ? "" : " ").append(Math.round(to[i] * 10) / 10.0);
      }
    }
    return steps.toString();
  }

  /**
   * Picture for iPhones, which take no SVG. Letters that the portal's font lacks are left out. If
   * it lacks all of them, the picture shows B, as the icon of the pages does.
   */
  byte[] png() {
    Path2D outlines = outlines();
    double scale = Math.min(SCALE, MAX_WIDTH / outlines.getBounds2D().getWidth());
    AffineTransform place = place(outlines, SIZE, scale);

    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.decode(colour));
    pen.fillRect(0, 0, SIZE, SIZE);
    pen.setColor(Color.WHITE);
    pen.fill(outlines.createTransformedShape(place));
    pen.dispose();

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every picture", e);
    }
    return file.toByteArray();
  }

  /** Moves outlines to the middle of a square, with their capitals at half its height. */
  private static AffineTransform place(Path2D outlines, int size, double scale) {
    AffineTransform place = AffineTransform.getTranslateInstance(size / 2.0, size / 2.0);
    place.scale(scale, -scale); // Outlines count upwards.
    place.translate(-outlines.getBounds2D().getCenterX(), -CAPITALS / 2.0);
    return place;
  }

  private Path2D outlines() {
    Path2D outlines = outlines(letters);
    return outlines.getCurrentPoint() == null ? outlines("B") : outlines;
  }

  /** Outlines of the letters side by side. Letters without an outline are left out. */
  private static Path2D outlines(String letters) {
    Map<String, String[]> known = known();
    Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double left = 0;
    for (String letter : letters.split("")) {
      String[] line = known.get(letter);
      if (line != null) {
        AffineTransform right = AffineTransform.getTranslateInstance(left, 0);
        all.append(outline(line[2]).getPathIterator(right), false);
        left += Integer.parseInt(line[1]);
      }
    }
    return all;
  }

  /** Lines of the outlines' file by letter, each cut into letter, width and path. */
  private static Map<String, String[]> known() {
    try (InputStream in = Icon.class.getResourceAsStream(OUTLINES)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.split(" ", 3))
          .collect(Collectors.toMap(line -> line[0], line -> line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the steps of SVG paths that fonts need, with absolute coordinates. */
  static Path2D outline(String svg) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    STEP.matcher(svg)
        .results()
        .forEach(
            step -> {
              double[] to =
                  Arrays.stream(step.group(2).split(" "))
                      .filter(number -> !number.isEmpty())
                      .mapToDouble(Double::parseDouble)
                      .toArray();
              switch (step.group(1)) {
                case "M" -> {
                  path.moveTo(to[0], to[1]);
                  if (to.length > 2) { // A line may follow without its letter.
                    path.lineTo(to[2], to[3]);
                  }
                }
                case "L" -> path.lineTo(to[0], to[1]);
                case "H" -> path.lineTo(to[0], path.getCurrentPoint().getY());
                case "V" -> path.lineTo(path.getCurrentPoint().getX(), to[0]);
                case "Q" -> path.quadTo(to[0], to[1], to[2], to[3]);
                default -> path.closePath();
              }
            });
    return path;
  }
}

package bantin.local;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws the demo's pictures, so that the project holds no photo of anybody. They are drawn alike
 * each time.
 */
final class DemoPictures {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;

  /** Width of the file, whose sides are cut: articles show photos as three to two. */
  private static final int CUT_WIDTH = 1200;

  static {
    // Else a Java with a desktop may open a window's menu.
    System.setProperty("java.awt.headless", "true");
  }

  private final Graphics2D canvas;
  private final Random random = new Random(7);

  private DemoPictures(Graphics2D canvas) {
    this.canvas = canvas;
  }

  /**
   * Draws a picture of 1200 × 800 pixels.
   *
   * @param name such as {@code bridge}
   * @return a JPEG file
   * @throws IOException where there is no picture with this name
   */
  static byte[] draw(String name) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    DemoPictures pictures = new DemoPictures(canvas);
    switch (name) {
      case "bridge" -> pictures.bridge();
      case "market" -> pictures.market();
      case "tea" -> pictures.tea();
      case "books" -> pictures.books();
      case "festival" -> pictures.festival();
      case "frost" -> pictures.frost();
      case "stream" -> pictures.stream();
      default -> throw new IOException("there is no picture " + name);
    }
    canvas.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    BufferedImage cut = image.getSubimage((WIDTH - CUT_WIDTH) / 2, 0, CUT_WIDTH, HEIGHT);
    ImageIO.write(cut, "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  private static Color color(int rgb) {
    return new Color(rgb);
  }

  private void sky(int top, int bottom) {
    canvas.setPaint(new GradientPaint(0, 0, color(top), 0, HEIGHT, color(bottom)));
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
  }

  private void disc(double x, double y, double radius, int rgb) {
    canvas.setPaint(color(rgb));
    canvas.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  /** A ridge of hills: waves of falling size. */
  private void ridge(double y, double height, double rough, int top, int bottom) {
    double[] phase = new double[6];
    for (int i = 0; i < 6; i++) phase[i] = random.nextDouble() * 6.28;
    Path2D path = new Path2D.Double();
    path.moveTo(0, HEIGHT);
    double min = HEIGHT;
    for (int x = 0; x <= WIDTH; x += 4) {
      double v = 0;
      for (int i = 0; i < 6; i++)
        v += Math.sin(x * rough * Math.pow(1.9, i) / 200 + phase[i]) / Math.pow(1.9, i);
      double at = y - v * height / 2;
      min = Math.min(min, at);
      path.lineTo(x, at);
    }
    path.lineTo(WIDTH, HEIGHT);
    path.closePath();
    canvas.setPaint(
        new GradientPaint(
            0,
            (float) min,
            color(top),
            0,
            (float) Math.min(HEIGHT, y + height * 2.2),
            color(bottom)));
    canvas.fill(path);
  }

  private void terraces(double y, int rows, int light, int dark) {
    for (int i = 0; i < rows; i++) {
      double t = i / (double) rows;
      double at = y + t * t * (HEIGHT - y) + t * 40;
      double ph = random.nextDouble() * 6.28;
      Path2D p = new Path2D.Double();
      p.moveTo(0, HEIGHT);
      for (int x = 0; x <= WIDTH; x += 4)
        p.lineTo(
            x,
            at
                + Math.sin(x / (150 + 60 * t) + ph * .3 + i * .35) * (12 + 26 * t)
                + Math.sin(x / 420.0 + 1) * 60 * (1 - t));
      p.lineTo(WIDTH, HEIGHT);
      p.closePath();
      canvas.setPaint(mix(light, dark, (i % 2) * .55 + t * .45));
      canvas.fill(p);
      canvas.setStroke(new BasicStroke((float) (1.5 + 3 * t)));
      canvas.setPaint(mix(light, 0xffffff, .35));
      canvas.draw(p);
    }
  }

  private static Color mix(int a, int b, double t) {
    int out = 0;
    for (int s = 16; s >= 0; s -= 8)
      out |= (int) Math.round(((a >> s) & 255) * (1 - t) + ((b >> s) & 255) * t) << s;
    return new Color(out);
  }

  private void house(double x, double y, double s, int wall, int roof) {
    canvas.setPaint(color(wall));
    canvas.fill(new Rectangle2D.Double(x - 60 * s, y - 60 * s, 120 * s, 60 * s));
    Path2D p = new Path2D.Double();
    p.moveTo(x - 78 * s, y - 56 * s);
    p.lineTo(x - 40 * s, y - 112 * s);
    p.lineTo(x + 40 * s, y - 112 * s);
    p.lineTo(x + 78 * s, y - 56 * s);
    p.closePath();
    canvas.setPaint(color(roof));
    canvas.fill(p);
    canvas.setPaint(color(0x4a3426));
    canvas.fill(new Rectangle2D.Double(x - 12 * s, y - 40 * s, 24 * s, 40 * s));
    canvas.setPaint(color(0xf6e3a1));
    canvas.fill(new Rectangle2D.Double(x - 48 * s, y - 42 * s, 22 * s, 20 * s));
    canvas.fill(new Rectangle2D.Double(x + 26 * s, y - 42 * s, 22 * s, 20 * s));
  }

  private void tree(double x, double y, double s, int leaf) {
    canvas.setPaint(color(0x5a4030));
    canvas.fill(new Rectangle2D.Double(x - 5 * s, y - 50 * s, 10 * s, 50 * s));
    for (int i = 0; i < 7; i++) {
      canvas.setPaint(mix(leaf, 0xffffff, i * .03));
      double a = i * 0.9;
      canvas.fill(
          new Ellipse2D.Double(
              x - 30 * s + Math.cos(a) * 24 * s,
              y - 105 * s + Math.sin(a) * 22 * s,
              60 * s,
              56 * s));
    }
  }

  private void person(double x, double y, double s, int coat, int skirt) {
    canvas.setPaint(color(skirt));
    Path2D p = new Path2D.Double();
    p.moveTo(x - 9 * s, y - 38 * s);
    p.lineTo(x + 9 * s, y - 38 * s);
    p.lineTo(x + 17 * s, y);
    p.lineTo(x - 17 * s, y);
    p.closePath();
    canvas.fill(p);
    canvas.setPaint(color(coat));
    canvas.fill(
        new RoundRectangle2D.Double(x - 12 * s, y - 68 * s, 24 * s, 34 * s, 12 * s, 12 * s));
    canvas.setPaint(color(0xd9a77e));
    canvas.fill(new Ellipse2D.Double(x - 8 * s, y - 86 * s, 16 * s, 18 * s));
    canvas.setPaint(color(0x2b2220));
    canvas.fill(new Arc2D.Double(x - 9 * s, y - 88 * s, 18 * s, 18 * s, 0, 180, Arc2D.CHORD));
  }

  private void mist(double y, double h, int rgb, int alpha) {
    Color q = color(rgb);
    canvas.setPaint(
        new LinearGradientPaint(
            0f,
            (float) y,
            0f,
            (float) (y + h),
            new float[] {0, .5f, 1},
            new Color[] {
              new Color(q.getRed(), q.getGreen(), q.getBlue(), 0),
              new Color(q.getRed(), q.getGreen(), q.getBlue(), alpha),
              new Color(q.getRed(), q.getGreen(), q.getBlue(), 0)
            }));
    canvas.fill(new Rectangle2D.Double(0, y, WIDTH, h));
  }

  private void bridge() {
    sky(0x8fc1e3, 0xfdf3dc);
    disc(980, 170, 60, 0xfff1c9);
    ridge(330, 170, .8, 0x7d9fb5, 0xb7cbd0);
    mist(300, 160, 0xffffff, 130);
    ridge(430, 150, 1.2, 0x4f7f6d, 0x86a98a);
    ridge(520, 90, 1.5, 0x3d6b4a, 0x5b8a52);
    canvas.setPaint(new GradientPaint(0, 560, color(0x9ccbd6), 0, HEIGHT, color(0x3f7f97)));
    canvas.fill(new Rectangle2D.Double(0, 575, WIDTH, HEIGHT));
    canvas.setStroke(new BasicStroke(3));
    for (int i = 0; i < 60; i++) {
      canvas.setPaint(new Color(255, 255, 255, 70));
      double x = random.nextInt(WIDTH), y = 600 + random.nextInt(190);
      canvas.draw(new QuadCurve2D.Double(x, y, x + 30, y - 5, x + 70, y));
    }
    canvas.setPaint(color(0xb9b2a6));
    for (int i = 0; i < 4; i++) canvas.fill(new Rectangle2D.Double(200 + i * 280, 510, 40, 130));
    canvas.setPaint(color(0xd8d2c4));
    canvas.fill(new Rectangle2D.Double(0, 480, WIDTH, 44));
    canvas.setPaint(color(0x9a9284));
    canvas.fill(new Rectangle2D.Double(0, 516, WIDTH, 10));
    canvas.setPaint(color(0xb33a2e));
    canvas.fill(new Rectangle2D.Double(0, 424, WIDTH, 7));
    for (int x = 8; x < WIDTH; x += 44) canvas.fill(new Rectangle2D.Double(x, 424, 6, 58));
    for (int i = 0; i < 7; i++)
      person(
          180 + i * 120 + random.nextInt(40),
          482,
          .95 + random.nextDouble() * .3,
          new int[] {0xffffff, 0x2f5d8a, 0xc8452f, 0x35714a}[random.nextInt(4)],
          new int[] {0x27374d, 0x6b2d5c, 0x8a3b2a}[random.nextInt(3)]);
    tree(60, 600, 1.6, 0x3f7d3d);
    tree(1230, 610, 1.9, 0x34703a);
  }

  private void market() {
    sky(0xf5c98b, 0xfdf0d8);
    disc(260, 190, 70, 0xfff6da);
    ridge(300, 140, .9, 0xb58f80, 0xe0bfa0);
    ridge(380, 90, 1.4, 0x6f8a62, 0xa5ad7a);
    canvas.setPaint(new GradientPaint(0, 430, color(0xcda878), 0, HEIGHT, color(0xa47d54)));
    canvas.fill(new Rectangle2D.Double(0, 440, WIDTH, HEIGHT));
    int[] cloth = {0xc8452f, 0x2f6f8a, 0xd99a2b, 0x4b7f45, 0x8a3f6a};
    for (int row = 0; row < 2; row++)
      for (int i = 0; i < 5; i++) {
        double s = row == 0 ? .8 : 1.25,
            x = (row == 0 ? 130 : 60) + i * (row == 0 ? 260 : 300),
            y = row == 0 ? 560 : 740;
        person(x + 30, y - 30 * s, s * 1.3, cloth[(i + 1) % 5], 0x2d2a3a);
        person(x + 110 * s, y - 26 * s, s * 1.25, cloth[(i + 3) % 5], 0x6b2d5c);
        canvas.setPaint(color(0x7b5a3a));
        canvas.fill(new Rectangle2D.Double(x - 10, y - 60 * s, 190 * s, 18 * s));
        canvas.fill(new Rectangle2D.Double(x - 4, y - 45 * s, 10 * s, 60 * s));
        canvas.fill(new Rectangle2D.Double(x + 160 * s, y - 45 * s, 10 * s, 60 * s));
        int[] fruit = {0x6fa23a, 0xd8392f, 0xe9b23a, 0x8c4a86, 0xf0e3c0};
        for (int k = 0; k < 26; k++)
          disc(
              x + random.nextDouble() * 165 * s,
              y - 66 * s - random.nextDouble() * 14 * s,
              9 * s,
              fruit[(k / 6 + i) % 5]);
        for (int k = 0; k < 6; k++) {
          canvas.setPaint(k % 2 == 0 ? color(cloth[i]) : color(0xf7f0e2));
          canvas.fill(
              new Arc2D.Double(
                  x - 24 * s + k * 37 * s, y - 200 * s, 37 * s, 40 * s, 180, 180, Arc2D.CHORD));
          canvas.fill(new Rectangle2D.Double(x - 24 * s + k * 37 * s, y - 222 * s, 37 * s, 44 * s));
        }
        canvas.setPaint(color(0x5f432c));
        canvas.fill(new Rectangle2D.Double(x - 14 * s, y - 180 * s, 6 * s, 130 * s));
        canvas.fill(new Rectangle2D.Double(x + 180 * s, y - 180 * s, 6 * s, 130 * s));
      }
  }

  private void tea() {
    sky(0xa9d0dc, 0xf6f4de);
    ridge(300, 200, .7, 0x8fb0b8, 0xcfdcd4);
    mist(250, 200, 0xffffff, 160);
    ridge(400, 120, 1.1, 0x5f8f75, 0x9dbb8d);
    terraces(440, 12, 0x8dbb4e, 0x3c7a3a);
    for (int i = 0; i < 5; i++)
      tree(
          100 + i * 270 + random.nextInt(60),
          520 + random.nextInt(60),
          1 + random.nextDouble() * .6,
          0x2f6b35);
    for (int i = 0; i < 4; i++)
      person(
          220 + i * 260 + random.nextInt(80),
          690 + random.nextInt(80),
          1.5,
          new int[] {0x2b3a67, 0xb83a4b, 0x2f6f5a, 0x3d2f5a}[i],
          0x1f2a44);
  }

  private void books() {
    sky(0xbfdcec, 0xfbeedd);
    ridge(330, 180, .8, 0x7c98ad, 0xb9c8cc);
    mist(320, 150, 0xffffff, 140);
    ridge(470, 110, 1.2, 0x56806a, 0x7ea07a);
    house(930, 590, 1.9, 0xe9d9b4, 0xa5482f);
    house(1150, 580, 1.2, 0xf0e6cf, 0x7a5a3c);
    tree(720, 600, 1.5, 0x3f7d3d);
    canvas.setPaint(new GradientPaint(0, 560, color(0x9b8b62), 0, HEIGHT, color(0x7a6844)));
    Path2D road = new Path2D.Double();
    road.moveTo(0, 640);
    road.curveTo(400, 560, 800, 620, WIDTH, 575);
    road.lineTo(WIDTH, HEIGHT);
    road.lineTo(0, HEIGHT);
    road.closePath();
    canvas.fill(road);
    canvas.setStroke(new BasicStroke(13));
    canvas.setPaint(color(0x24262b));
    canvas.draw(new Ellipse2D.Double(250, 610, 110, 110));
    canvas.draw(new Ellipse2D.Double(500, 610, 110, 110));
    canvas.setStroke(new BasicStroke(15, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.setPaint(color(0xb3302a));
    Path2D b = new Path2D.Double();
    b.moveTo(305, 665);
    b.lineTo(400, 600);
    b.lineTo(500, 610);
    b.lineTo(555, 665);
    b.moveTo(500, 610);
    b.lineTo(530, 530);
    b.lineTo(560, 525);
    b.moveTo(400, 600);
    b.lineTo(320, 590);
    canvas.draw(b);
    canvas.setPaint(color(0x6e4c2f));
    canvas.fill(new Rectangle2D.Double(210, 450, 190, 140));
    int[] spine = {0xd8392f, 0x2f6f8a, 0xe9b23a, 0x4b7f45, 0xf3ead6, 0x8a3f6a};
    for (int row = 0; row < 2; row++)
      for (int x = 222, i = row; x < 380; i++) {
        int w = 10 + random.nextInt(10);
        int h = 42 + random.nextInt(12);
        canvas.setPaint(color(spine[i % 6]));
        canvas.fill(new Rectangle2D.Double(x, 460 + row * 64 + (54 - h), w, h));
        x += w + 2;
      }
    person(440, 606, 1.9, 0x2f5d8a, 0x2d2a3a);
    for (int i = 0; i < 4; i++)
      person(680 + i * 70, 690 + i % 2 * 24, 1.15, spine[i], spine[(i + 2) % 6]);
  }

  private void festival() {
    sky(0x1d1b3a, 0x6b3a5c);
    for (int i = 0; i < 120; i++)
      disc(random.nextInt(WIDTH), random.nextInt(330), random.nextDouble() * 1.8 + .4, 0xfff6da);
    disc(1040, 150, 55, 0xfff3cf);
    ridge(400, 150, .9, 0x2c2a4f, 0x3d3257);
    ridge(480, 80, 1.4, 0x1f2038, 0x2a2240);
    canvas.setPaint(new GradientPaint(0, 520, color(0x4a3140), 0, HEIGHT, color(0x2b1d2a)));
    canvas.fill(new Rectangle2D.Double(0, 530, WIDTH, HEIGHT));
    for (int k = 6; k > 0; k--) {
      canvas.setPaint(new Color(255, 170, 60, 16));
      canvas.fill(new Ellipse2D.Double(640 - k * 90, 600 - k * 60, k * 180, k * 110));
    }
    for (int i = 0; i < 9; i++) {
      canvas.setPaint(color(new int[] {0xffd45a, 0xff9a3a, 0xf25c2a}[i % 3]));
      double x = 600 + i * 9, h = 120 - Math.abs(i - 4) * 18;
      Path2D f = new Path2D.Double();
      f.moveTo(x - 14, 650);
      f.quadTo(x - 20, 650 - h / 2, x, 650 - h);
      f.quadTo(x + 20, 650 - h / 2, x + 14, 650);
      f.closePath();
      canvas.fill(f);
    }
    int[] cl = {0xc8354f, 0xe9b23a, 0x2f8f8a, 0xd9602b, 0x8a4fb0, 0x3f7fbf};
    for (int i = 0; i < 12; i++) {
      double a = i * Math.PI * 2 / 12;
      double x = 640 + Math.cos(a) * 440, y = 690 + Math.sin(a) * 70;
      if (Math.sin(a) < .2 || i % 2 == 0) {
        person(x, y, 1.35 + Math.sin(a) * .35, cl[i % 6], cl[(i + 2) % 6]);
      }
    }
    canvas.setStroke(new BasicStroke(2));
    for (int s = 0; s < 3; s++) {
      canvas.setPaint(color(0x8a7a6a));
      canvas.draw(new QuadCurve2D.Double(0, 60 + s * 70, 640, 190 + s * 70, WIDTH, 60 + s * 70));
      for (int i = 0; i < 14; i++) {
        double t = (i + .5) / 14, y = 60 + s * 70 + 4 * t * (1 - t) * 65 + 4;
        canvas.setPaint(color(cl[(i + s) % 6]));
        canvas.fill(
            new Polygon(
                new int[] {(int) (t * WIDTH - 14), (int) (t * WIDTH + 14), (int) (t * WIDTH)},
                new int[] {(int) y, (int) y, (int) y + 30},
                3));
      }
    }
  }

  private void frost() {
    sky(0xcfdbe6, 0xf3f1ec);
    ridge(300, 190, .7, 0xa9b9c8, 0xdfe5ea);
    mist(240, 220, 0xffffff, 190);
    ridge(430, 120, 1.1, 0x8397a3, 0xc3ced3);
    mist(400, 160, 0xffffff, 150);
    canvas.setPaint(new GradientPaint(0, 520, color(0xdfe4e2), 0, HEIGHT, color(0xaeb8ad)));
    canvas.fill(new Rectangle2D.Double(0, 540, WIDTH, HEIGHT));
    house(1010, 600, 1.6, 0xb59b78, 0x6b5642);
    for (int i = 0; i < 3; i++) {
      double x = 250 + i * 230, y = 690 + i % 2 * 40, s = 1.25;
      canvas.setPaint(color(i == 1 ? 0x7a4f33 : 0x3d3a3d));
      canvas.fill(
          new RoundRectangle2D.Double(x - 90 * s, y - 95 * s, 170 * s, 70 * s, 60 * s, 60 * s));
      for (int k = 0; k < 4; k++)
        canvas.fill(new Rectangle2D.Double(x - 78 * s + k * 42 * s, y - 40 * s, 16 * s, 44 * s));
      canvas.fill(
          new RoundRectangle2D.Double(x - 130 * s, y - 110 * s, 60 * s, 44 * s, 26 * s, 26 * s));
      canvas.setStroke(new BasicStroke(7));
      canvas.draw(new Arc2D.Double(x - 135 * s, y - 135 * s, 70 * s, 50 * s, 20, 140, Arc2D.OPEN));
      canvas.setPaint(color(new int[] {0xb8443a, 0x2f6f8a, 0xd9a13a}[i]));
      canvas.fill(
          new RoundRectangle2D.Double(x - 50 * s, y - 98 * s, 95 * s, 46 * s, 16 * s, 16 * s));
    }
    for (int i = 0; i < 220; i++) {
      canvas.setPaint(new Color(255, 255, 255, 190));
      double d = 1.5 + random.nextDouble() * 3;
      canvas.fill(new Ellipse2D.Double(random.nextInt(WIDTH), random.nextInt(HEIGHT), d, d));
    }
    person(840, 660, 1.7, 0x355c7d, 0x2d2a3a);
  }

  private void stream() {
    sky(0x9fd0e6, 0xf7f3e0);
    ridge(300, 150, .9, 0x7fa3a0, 0xb7ccbb);
    ridge(400, 110, 1.3, 0x4d8060, 0x7ea573);
    canvas.setPaint(color(0x86a95f));
    canvas.fill(new Rectangle2D.Double(0, 460, WIDTH, HEIGHT));
    Path2D w = new Path2D.Double();
    w.moveTo(560, 455);
    w.curveTo(760, 540, 300, 600, 420, HEIGHT);
    w.lineTo(1000, HEIGHT);
    w.curveTo(760, 620, 980, 540, 640, 455);
    w.closePath();
    canvas.setPaint(new GradientPaint(0, 455, color(0xb8dfe6), 0, HEIGHT, color(0x4b95ad)));
    canvas.fill(w);
    for (int i = 0; i < 40; i++) {
      canvas.setPaint(mix(0xb7b0a2, 0x7d776c, random.nextDouble()));
      double x = random.nextBoolean() ? 380 + random.nextInt(90) - 40 : 880 + random.nextInt(120),
          y = 620 + random.nextInt(170);
      canvas.fill(new Ellipse2D.Double(x, y, 30 + random.nextInt(40), 18 + random.nextInt(18)));
    }
    tree(120, 560, 1.7, 0x3f7d3d);
    tree(1150, 570, 2, 0x34703a);
    tree(260, 500, 1, 0x4b8a45);
    for (int i = 0; i < 7; i++) {
      double x = i < 4 ? 150 + i * 75 : 960 + (i - 4) * 95, y = 680 + (i % 3) * 36;
      person(x, y, 1.4, 0x2f7fc1, 0x27374d);
      canvas.setPaint(color(i % 2 == 0 ? 0xf2efe6 : 0x3f8f5a));
      canvas.fill(new RoundRectangle2D.Double(x + 18, y - 46, 34, 42, 16, 16));
    }
  }
}

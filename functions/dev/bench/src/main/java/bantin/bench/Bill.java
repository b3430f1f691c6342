package bantin.bench;

import java.io.IOException;

/** Prints the cost of a call of each route, and a month's bill of three portals. */
public final class Bill {
  private Bill() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Bench.measure(Routes.class);
  }
}

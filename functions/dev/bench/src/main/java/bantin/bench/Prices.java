package bantin.bench;

/**
 * What AWS asks, in US dollars, on demand, arm64, us-east-1, as published in November 2025; other
 * regions ask up to half as much again. Reading a stream from Lambda is free.
 */
final class Prices {
  static final String AS_OF = "us-east-1, on demand, arm64, November 2025";
  static final double MILLION_WRITE_UNITS = 0.625;
  static final double MILLION_READ_UNITS = 0.125;
  static final double MILLION_REQUESTS_TO_LAMBDA = 0.20;
  static final double GIGABYTE_SECOND = 0.0000133334;
  static final double MILLION_REQUESTS_TO_THE_API = 1.00;

  private Prices() {}
}

package bantin.bench;

/**
 * AWS's prices in US dollars, on demand, arm64, us-east-1, as published in November 2025. Other
 * regions cost up to half as much again. Reading a stream from Lambda is free.
 */
final class Prices {
  static final String AS_OF = "us-east-1, on demand, arm64, November 2025";
  static final double MILLION_WRITE_UNITS = 0.625;
  static final double MILLION_READ_UNITS = 0.125;
  static final double MILLION_REQUESTS_TO_LAMBDA = 0.20;
  static final double GIGABYTE_SECOND = 0.0000133334;
  static final double MILLION_REQUESTS_TO_THE_API = 1.00;

  static final double MILLION_OBJECT_READS = 0.40;
  static final double MILLION_OBJECT_WRITES = 5.00;

  /** To readers, from the region. The free 100 GB a month are not deducted. */
  static final double GIGABYTE_OUT = 0.09;

  /** From CloudFront in North America and Europe. The free terabyte a month is not deducted. */
  static final double GIGABYTE_FROM_THE_CDN = 0.085;

  static final double MILLION_REQUESTS_TO_THE_CDN = 1.00;
  static final double MILLION_RUNS_AT_THE_EDGE = 0.10;

  /** X-Ray records the first request of a second and one in twenty of the others. */
  static final double MILLION_TRACES = 5.00;

  static final double TRACED = .05;
  static final double GIGABYTE_OF_LOGS = 0.50;

  /** Three lines of Lambda's own for each invocation, and the API's access log. */
  static final double LOGGED_BYTES_A_REQUEST = 1200;

  static final double ALARM_MONTH = 0.10;
  static final double METRIC_MONTH = 0.30;
  static final double DASHBOARD_MONTH = 3.00;
  static final double GIGABYTE_MONTH_IN_TABLES = 0.25;
  static final double GIGABYTE_MONTH_OF_RECOVERY = 0.20;
  static final double GIGABYTE_MONTH_IN_THE_BUCKET = 0.023;

  private Prices() {}
}

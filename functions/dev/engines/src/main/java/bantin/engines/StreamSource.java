package bantin.engines;

/**
 * A table's stream mapped to a function.
 *
 * @param table the logical id of the table
 * @param startingPosition {@code TRIM_HORIZON} or {@code LATEST}
 * @param batchSize at most so many records in an invocation
 * @param batchingWindowSeconds how long to wait for a batch to fill; 0 for not at all
 * @param tumblingWindowSeconds the length of a window; 0 where there are none
 * @param bisectOnError whether a batch that fails is halved
 * @param retries how often a failed batch is tried again; -1 for as long as the records live
 */
public record StreamSource(
    String table,
    String startingPosition,
    int batchSize,
    int batchingWindowSeconds,
    int tumblingWindowSeconds,
    boolean bisectOnError,
    int retries) {}

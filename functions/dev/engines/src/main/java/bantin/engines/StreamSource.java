package bantin.engines;

/**
 * Mapping of a table's stream to a function.
 *
 * @param table the logical id of the table
 * @param startingPosition {@code TRIM_HORIZON} or {@code LATEST}
 * @param batchSize maximal number of records in an invocation
 * @param batchingWindowSeconds seconds to wait for a batch to fill; 0 to send at once
 * @param tumblingWindowSeconds the length of a window; 0 for a mapping without windows
 * @param bisectOnError true if a batch that fails is halved
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

package bantin.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is started and asked.
 *
 * @param folder its zip, unpacked
 * @param handler as Lambda is told it
 * @param environment besides what Lambda sets by itself
 * @param event it is asked, JSON
 * @param expected what its answer contains
 * @param zipBytes what is sent to Lambda
 */
record Contender(
    String name,
    Path folder,
    String handler,
    Map<String, String> environment,
    String event,
    String expected,
    long zipBytes) {}

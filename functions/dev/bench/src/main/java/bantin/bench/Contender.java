package bantin.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * Function to start and call.
 *
 * @param folder its zip, unpacked
 * @param handler the handler in Lambda's notation
 * @param environment environment variables besides Lambda's own
 * @param event the event of each call, as JSON
 * @param expected a part that its answer must contain
 * @param zipBytes size of the zip for Lambda
 */
record Contender(
    String name,
    Path folder,
    String handler,
    Map<String, String> environment,
    String event,
    String expected,
    long zipBytes) {}

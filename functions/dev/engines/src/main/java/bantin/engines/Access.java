package bantin.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Permission that a request needs: one action on one resource.
 *
 * @param action such as {@code dynamodb:Query}
 * @param resource the ARN, or {@code *} for an action without a resource
 */
public record Access(String action, String resource) {
  private static final Pattern STREAM = Pattern.compile("table/([^/|]+)/stream/[^/|\"]+");

  /**
   * Lists the permissions that a request to DynamoDB or to its streams needs. A transaction has no
   * action of its own: each operation inside needs one.
   *
   * @param operation such as {@code TransactWriteItems}
   * @param body the request body, read from the protocol's JSON
   * @param tables prefix of every table's ARN, such as {@code
   *     arn:aws:dynamodb:eu-west-1:123456789012:table/}
   */
  static List<Access> toDynamoDb(String operation, Map<?, ?> body, String tables) {
    return switch (operation) {
      case "TransactGetItems", "TransactWriteItems" -> inTransaction(body, tables);
      case "BatchGetItem", "BatchWriteItem", "BatchExecuteStatement" ->
          body.get("RequestItems") instanceof Map<?, ?> items
              ? items.keySet().stream()
                  .map(table -> to(operation, tables + name(String.valueOf(table))))
                  .toList()
              : List.of(to(operation, "*"));
      case "DescribeStream", "GetShardIterator" -> List.of(to(operation, stream(body, tables)));
      case "GetRecords" -> List.of(to(operation, stream(body, tables)));
      default -> List.of(onTable(operation, body, tables));
    };
  }

  private static List<Access> inTransaction(Map<?, ?> body, String tables) {
    List<Access> needed = new ArrayList<>();
    if (body.get("TransactItems") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> part) {
          part.forEach(
              (kind, inner) -> {
                if (inner instanceof Map<?, ?> operation) {
                  String name =
                      kind.equals("ConditionCheck") ? "ConditionCheckItem" : kind + "Item";
                  needed.add(onTable(name, operation, tables));
                }
              });
        }
      }
    }
    return needed;
  }

  private static Access onTable(String operation, Map<?, ?> body, String tables) {
    Object table = body.get("TableName");
    if (table == null) {
      return to(operation, "*");
    }
    Object index = body.get("IndexName");
    return to(
        operation, tables + name(String.valueOf(table)) + (index == null ? "" : "/index/" + index));
  }

  /** Cuts a table's ARN down to the table's name. Requests may give either. */
  private static String name(String table) {
    return table.substring(table.lastIndexOf(":table/") < 0 ? 0 : table.lastIndexOf('/') + 1);
  }

  /** Reads the stream's ARN, which a shard iterator contains here as on AWS. */
  private static String stream(Map<?, ?> body, String tables) {
    Object named = body.get("StreamArn");
    Matcher stream =
        STREAM.matcher(String.valueOf(named == null ? body.get("ShardIterator") : named));
    return stream.find() ? tables + stream.group().substring("table/".length()) : "*";
  }

  private static Access to(@Nullable Object operation, String resource) {
    return new Access("dynamodb:" + operation, resource);
  }
}

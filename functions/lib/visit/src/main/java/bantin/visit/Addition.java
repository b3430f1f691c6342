package bantin.visit;

import bantin.item.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Update that adds to a tally, as part of a transaction. It is the only way that tallies change.
 */
public final class Addition {
  /** Maximum number of amounts in an update; DynamoDB takes up to 4 KB of text. */
  public static final int MAX_AMOUNTS = 100;

  private Addition() {}

  /**
   * @param slot of the tally, from 0
   * @param amounts by attribute, at most {@link #MAX_AMOUNTS}; some may be below zero
   */
  public static Update.Builder of(String table, Tally tally, int slot, Map<String, Long> amounts) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    String set = "";
    List<String> adds = new ArrayList<>();
    if (tally.expires() != null) {
      set = "SET #expires = :expires ";
      names.put("#expires", Tally.EXPIRES);
      values.put(":expires", Attributes.seconds(tally.expires()));
    }
    for (Map.Entry<String, Long> amount : amounts.entrySet()) {
      String alias = "n" + adds.size();
      adds.add("#" + alias + " :" + alias);
      names.put("#" + alias, amount.getKey());
      values.put(":" + alias, Attributes.number(amount.getValue()));
    }
    return Update.builder()
        .tableName(table)
        .key(Map.of(Tally.KEY, AttributeValue.fromS(tally.key(slot))))
        .updateExpression(set + "ADD " + String.join(", ", adds))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }
}

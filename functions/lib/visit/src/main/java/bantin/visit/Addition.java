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
  private Addition() {}

  /**
   * @param slot of the tally, from 0
   * @param amounts by attribute; some may be below zero
   */
  public static Update.Builder of(String table, Tally tally, int slot, Map<String, Long> amounts) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> sets = new ArrayList<>();
    List<String> adds = new ArrayList<>();
    if (tally.article() != null && tally.period() != null) {
      sets.add("#article = :article");
      names.put("#article", Tally.ARTICLE);
      values.put(":article", AttributeValue.fromS(tally.article()));
      sets.add("#period = :period");
      names.put("#period", Tally.PERIOD);
      values.put(":period", AttributeValue.fromS(Tally.slot(tally.period(), slot)));
    }
    if (tally.expires() != null) {
      sets.add("#expires = :expires");
      names.put("#expires", Tally.EXPIRES);
      values.put(":expires", Attributes.seconds(tally.expires()));
    }
    amounts.forEach(
        (attribute, amount) -> {
          adds.add("#" + attribute + " :" + attribute);
          names.put("#" + attribute, attribute);
          values.put(":" + attribute, Attributes.number(amount));
        });
    return Update.builder()
        .tableName(table)
        .key(Map.of(Tally.KEY, AttributeValue.fromS(tally.key(slot))))
        .updateExpression(
            (sets.isEmpty() ? "" : "SET " + String.join(", ", sets) + " ")
                + "ADD "
                + String.join(", ", adds))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }
}

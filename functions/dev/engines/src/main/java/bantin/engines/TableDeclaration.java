package bantin.engines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Table that the template declares. Creates it, and compares it with an existing one. */
final class TableDeclaration {
  private final Template template;
  private final String id;
  private final Map<?, ?> properties;

  TableDeclaration(Template template, String id) {
    this.template = template;
    this.id = id;
    this.properties = (Map<?, ?>) template.resolve(template.properties(id), id);
  }

  CreateTableRequest request() {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(id)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes())
            .keySchema(keys(properties));
    List<GlobalSecondaryIndex> indexes = indexes();
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    String view = streamView();
    if (view != null) {
      request.streamSpecification(
          StreamSpecification.builder().streamEnabled(true).streamViewType(view).build());
    }
    return request.build();
  }

  private List<AttributeDefinition> attributes() {
    List<AttributeDefinition> attributes = new ArrayList<>();
    for (Map<?, ?> definition : maps(properties.get("AttributeDefinitions"))) {
      attributes.add(
          AttributeDefinition.builder()
              .attributeName(text(definition, "AttributeName"))
              .attributeType(ScalarAttributeType.fromValue(text(definition, "AttributeType")))
              .build());
    }
    return attributes;
  }

  private List<KeySchemaElement> keys(Map<?, ?> of) {
    List<KeySchemaElement> keys = new ArrayList<>();
    for (Map<?, ?> element : maps(of.get("KeySchema"))) {
      keys.add(
          KeySchemaElement.builder()
              .attributeName(text(element, "AttributeName"))
              .keyType(KeyType.fromValue(text(element, "KeyType")))
              .build());
    }
    return keys;
  }

  private List<GlobalSecondaryIndex> indexes() {
    List<GlobalSecondaryIndex> indexes = new ArrayList<>();
    for (Map<?, ?> index : maps(properties.get("GlobalSecondaryIndexes"))) {
      Map<?, ?> declared = (Map<?, ?>) index.get("Projection");
      Projection.Builder projection =
          Projection.builder()
              .projectionType(
                  ProjectionType.fromValue(
                      declared == null ? "ALL" : text(declared, "ProjectionType")));
      if (declared != null && declared.get("NonKeyAttributes") instanceof List<?> more) {
        projection.nonKeyAttributes(more.stream().map(String::valueOf).toList());
      }
      indexes.add(
          GlobalSecondaryIndex.builder()
              .indexName(text(index, "IndexName"))
              .keySchema(keys(index))
              .projection(projection.build())
              .build());
    }
    return indexes;
  }

  private @Nullable String streamView() {
    return properties.get("StreamSpecification") instanceof Map<?, ?> stream
        ? text(stream, "StreamViewType")
        : null;
  }

  /** Returns the attribute by which items expire, or null if the table has none. */
  @Nullable String expiry() {
    return properties.get("TimeToLiveSpecification") instanceof Map<?, ?> expiry
            && Boolean.parseBoolean(String.valueOf(expiry.get("Enabled")))
        ? text(expiry, "AttributeName")
        : null;
  }

  /**
   * Compares an existing table with the declaration.
   *
   * @return a sentence about the first difference, or null if there is none
   */
  @Nullable String difference(TableDescription existing) {
    String declared = shape(request().keySchema(), request().attributeDefinitions());
    String found = shape(existing.keySchema(), existing.attributeDefinitions());
    if (!declared.equals(found)) {
      return "the template gives it the key " + declared + ", but it has " + found;
    }
    Map<String, String> declaredIndexes = new TreeMap<>();
    for (GlobalSecondaryIndex index : request().globalSecondaryIndexes()) {
      declaredIndexes.put(
          index.indexName(),
          shape(index.keySchema(), request().attributeDefinitions())
              + projection(index.projection()));
    }
    Map<String, String> foundIndexes = new TreeMap<>();
    existing
        .globalSecondaryIndexes()
        .forEach(
            index ->
                foundIndexes.put(
                    index.indexName(),
                    shape(index.keySchema(), existing.attributeDefinitions())
                        + projection(index.projection())));
    if (!declaredIndexes.equals(foundIndexes)) {
      return "the template gives it the indexes "
          + declaredIndexes
          + ", but it has "
          + foundIndexes;
    }
    StreamSpecification stream = existing.streamSpecification();
    String foundView = stream == null ? null : stream.streamViewTypeAsString();
    if (!String.valueOf(streamView()).equals(String.valueOf(foundView))) {
      return "the template gives it the stream " + streamView() + ", but it has " + foundView;
    }
    return null;
  }

  private static String shape(List<KeySchemaElement> keys, List<AttributeDefinition> attributes) {
    Map<String, String> types = new HashMap<>();
    attributes.forEach(
        definition -> types.put(definition.attributeName(), definition.attributeTypeAsString()));
    return keys.stream()
        .map(
            key ->
                key.attributeName()
                    + " "
                    + key.keyTypeAsString()
                    + " "
                    + types.get(key.attributeName()))
        .toList()
        .toString();
  }

  private static String projection(Projection projection) {
    return " "
        + projection.projectionTypeAsString()
        + " "
        + projection.nonKeyAttributes().stream().sorted().toList();
  }

  private String text(Map<?, ?> map, String key) {
    return template.text(map.get(key), id + "." + key);
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (list instanceof List<?> elements) {
      for (Object element : elements) {
        if (element instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }
}

package org.lectern.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of a document of ours, held against a full validator (draft 2020-12) instead of our own. */
final class Schemas {

  final JsonNode document;
  private final String definitions;
  private final Map<String, Validator> validators = new ConcurrentHashMap<>();

  Schemas(String resource) {
    try (var file = Schemas.class.getResourceAsStream(resource)) {
      document = new YAMLMapper().readTree(file);
      definitions = moved(document.at("/components/schemas").toString());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String moved(String schema) {
    return schema.replace("#/components/schemas/", "#/$defs/");
  }

  /** What is wrong with the value; null if it fits. */
  String fault(JsonNode schema, String json) {
    var result = validators.computeIfAbsent(schema.toString(), text -> validator(schema)).validate(new JsonObject(json));
    if (result.getValid()) return null;
    var told = new StringBuilder();
    result.getErrors().forEach(error -> told.append("\n  ").append(error.getInstanceLocation()).append(": ").append(error.getError()));
    return told.toString();
  }

  private Validator validator(JsonNode schema) {
    var whole = new JsonObject(moved(schema.toString()));
    whole.put("$defs", new JsonObject(definitions)).put("$id", "https://lectern.test/" + Math.abs(whole.encode().hashCode()));
    var options = new JsonSchemaOptions().setBaseUri("https://lectern.test").setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);
    return Validator.create(JsonSchema.of(whole), options);
  }

  static ObjectNode reference(String name) {
    return new YAMLMapper().createObjectNode().put("$ref", "#/components/schemas/" + name);
  }
}

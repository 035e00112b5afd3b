package org.lectern.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.lectern.core.Access;

/**
 * The contract, {@code openapi.yaml}, as the server reads it: the operations with their addresses, parameters and bodies.
 * The server refuses to start unless contract, operations and access agree.
 */
final class Contract {

  /** One operation of the contract. {@code success} is its status, {@code body} the schema of what is sent, null if nothing; {@code files} are sent as a form. */
  record Promise(String id, String method, String path, List<Parameter> parameters, JsonNode body, String access, boolean once, int success, int largest, boolean files) {
    boolean inPlace() {
      return path.startsWith("/{place}");
    }
  }

  /** A part of the address or of the query. */
  record Parameter(String name, boolean inPath, boolean required, JsonNode schema) {}

  private static final List<String> METHODS = List.of("get", "post", "put", "delete");
  private static final int JSON_BYTES = 64 * 1024;

  private final Map<String, JsonNode> resolved = new ConcurrentSkipListMap<>();
  private final JsonNode document;
  private final Map<String, Promise> promises = new LinkedHashMap<>();

  Contract() {
    try {
      document = new YAMLMapper().readTree(read("/openapi.yaml"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
        .filter(method -> METHODS.contains(method.getKey()))
        .forEach(method -> add(path.getKey(), path.getValue(), method.getKey(), method.getValue())));
  }

  private void add(String path, JsonNode shared, String method, JsonNode operation) {
    var id = operation.path("operationId").asText();
    var parameters = new ArrayList<Parameter>();
    for (var written : List.of(shared.path("parameters"), operation.path("parameters"))) {
      written.forEach(parameter -> {
        if (!resolve(parameter).get("in").asText().equals("header")) parameters.add(parameter(parameter));
      });
    }
    var body = operation.path("requestBody").path("content").path("application/json").get("schema");
    var success = operation.get("responses").fieldNames().next();
    var promise = new Promise(id, method.toUpperCase(Locale.ROOT), path, List.copyOf(parameters), body, access(operation),
        operation.path("x-idempotent").asBoolean(), Integer.parseInt(success), operation.path("x-largest-body").asInt(JSON_BYTES),
        operation.path("requestBody").path("content").has("multipart/form-data"));
    if (promises.put(id, promise) != null) throw new IllegalStateException("The contract has two operations called " + id);
  }

  private Parameter parameter(JsonNode written) {
    var parameter = resolve(written);
    return new Parameter(parameter.get("name").asText(), parameter.get("in").asText().equals("path"), parameter.path("required").asBoolean(), parameter.get("schema"));
  }

  private static String access(JsonNode operation) {
    var access = operation.path("x-access");
    if (!access.isArray()) return access.asText();
    var roles = new ArrayList<String>();
    access.forEach(role -> roles.add(role.asText()));
    return String.join(" ", roles);
  }

  /** Follows a reference within the document. */
  JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : resolved.computeIfAbsent(reference, first -> resolve(document.at(first.substring(1))));
  }

  static String read(String name) {
    try (var file = Contract.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  JsonNode document() {
    return document;
  }

  Promise promise(String id) {
    return promises.get(id);
  }

  List<Promise> promises() {
    return List.copyOf(promises.values());
  }

  /** Every way in which contract, operations and access disagree; empty if the server may start. */
  List<String> disagreements(List<Operation> operations) {
    var found = new ArrayList<String>();
    var declared = new TreeSet<String>();
    for (var operation : operations) {
      if (!declared.add(operation.id())) found.add(operation.id() + " is declared twice");
      var promise = promises.get(operation.id());
      if (promise == null) found.add(operation.id() + " is not in the contract");
      else compare(operation, promise, found);
    }
    promises.keySet().stream().filter(id -> !declared.contains(id)).forEach(id -> found.add(id + " is promised by the contract and not declared"));
    return found;
  }

  private static void compare(Operation operation, Promise promise, List<String> found) {
    if (!words(operation.access()).equals(new TreeSet<>(List.of(promise.access.split(" "))))) {
      found.add(operation.id() + " admits " + operation.access().word() + ", the contract says " + promise.access);
    }
    if (operation.once() != promise.once) found.add(operation.id() + (promise.once ? " must" : " must not") + " ask for an Idempotency-Key");
    if ((operation.query() != null) != promise.method.equals("GET") && operation.act() == null) found.add(operation.id() + " reads and writes at once");
  }

  private static TreeSet<String> words(Access access) {
    return new TreeSet<>(List.of(access.word().split(" ")));
  }
}

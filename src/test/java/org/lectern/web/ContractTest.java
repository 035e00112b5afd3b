package org.lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lectern.core.Access;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** Contract, operations and access agree, or the server does not start; every event is documented as it is. */
class ContractTest {

  private final Contract contract = new Contract();
  private final List<Operation> operations = Operations.all(null, null, null, null);

  private List<Operation> with(String id, java.util.function.UnaryOperator<Operation> change) {
    return operations.stream().map(operation -> operation.id().equals(id) ? change.apply(operation) : operation).toList();
  }

  @Test
  void theyAgree() {
    assertThat(contract.disagreements(operations)).isEmpty();
  }

  @Test
  void anOperationThatNobodyDeclaredIsNoticed() {
    assertThat(contract.disagreements(operations.stream().filter(operation -> !operation.id().equals("getQueue")).toList()))
        .containsExactly("getQueue is promised by the contract and not declared");
  }

  @Test
  void anOperationThatNobodyPromisedIsNoticed() {
    var more = new ArrayList<>(operations);
    more.add(Operation.read("getSecrets", Access.ANYONE, call -> null));
    assertThat(contract.disagreements(more)).containsExactly("getSecrets is not in the contract");
    more.set(more.size() - 1, operations.get(0));
    assertThat(contract.disagreements(more)).containsExactly(operations.get(0).id() + " is declared twice");
  }

  @Test
  void anotherAccessIsNoticed() {
    var opened = with("cancelHearing", o -> new Operation(o.id(), Access.ANYONE, o.query(), o.command(), o.act(), o.batch(), o.answer(), o.shape()));
    assertThat(contract.disagreements(opened)).containsExactly("cancelHearing admits anyone, the contract says clerk");
    var widened = with("recessHearing", o -> new Operation(o.id(), Access.only(Role.CHAIR, Role.CLERK), o.query(), o.command(), o.act(), o.batch(), o.answer(), o.shape()));
    assertThat(contract.disagreements(widened)).hasSize(1);
  }

  @Test
  void aCreateWithoutAKeyAndAReadThatWritesAreNoticed() {
    var twice = with("draftHearing", o -> new Operation(o.id(), o.access(), o.query(), o.command(), o.act(), o.batch(), null, o.shape()));
    assertThat(contract.disagreements(twice)).containsExactly("draftHearing must ask for an Idempotency-Key");
    var writing = with("listPlaces", o -> Operation.write(o.id(), o.access(), call -> null));
    assertThat(contract.disagreements(writing)).containsExactly("listPlaces reads and writes at once");
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
    var used = new HashSet<String>();
    contract.document().findValuesAsText("$ref").forEach(reference -> {
      assertThat(contract.document().at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      used.add(reference.substring(reference.lastIndexOf('/') + 1));
    });
    used.add("Problem"); // every error
    assertThat(used).containsAll(() -> contract.document().at("/components/schemas").fieldNames());
  }

  /** Nothing may be sent that was not promised, and nothing without a bound: mass assignment and floods stop at the contract. */
  @Test
  void whatIsSentIsClosedAndBounded() {
    for (var promise : contract.promises()) {
      if (promise.body() != null) closed(promise.id(), contract.resolve(promise.body()));
      promise.parameters().forEach(parameter -> bounded(promise.id() + " " + parameter.name(), contract.resolve(parameter.schema())));
    }
  }

  private void closed(String where, JsonNode schema) {
    assertThat(schema.path("additionalProperties").asBoolean(true)).as("%s takes unknown fields", where).isFalse();
    schema.path("properties").properties().forEach(property -> bounded(where + "/" + property.getKey(), contract.resolve(property.getValue())));
  }

  private void bounded(String where, JsonNode schema) {
    switch (schema.path("type").asText()) {
      case "object" -> closed(where, schema);
      case "array" -> {
        assertThat(schema.has("maxItems")).as("%s has no end", where).isTrue();
        bounded(where, contract.resolve(schema.get("items")));
      }
      case "string" -> assertThat(schema.has("maxLength") || schema.has("enum") || schema.path("format").asText().matches("date|date-time|uuid") || schema.path("pattern").asText().matches(".*\\{\\d+,?\\d*}\\$")).as("%s has no end", where).isTrue();
      default -> {}
    }
  }

  @Test
  void everyEventIsDocumentedWithItsFields() throws Exception {
    JsonNode documented;
    try (var file = ContractTest.class.getResourceAsStream("/asyncapi.yaml")) {
      documented = new YAMLMapper().readTree(file).at("/components/x-events");
    }
    var events = new TreeMap<String, Class<?>>();
    new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.lectern").stream()
        .filter(type -> type.isRecord() && type.isAssignableTo(Event.class)).forEach(type -> events.put(type.getSimpleName(), type.reflect()));
    assertThat(new TreeSet<>(events.keySet())).isEqualTo(names(documented));
    for (var event : events.entrySet()) {
      var fields = names(documented.get(event.getKey()).get("properties"));
      if (Set.of("TestimonyPublished", "TestimonyRevised", "TestimonyCited", "TestimonyReleased", "TestimonyRedacted").contains(event.getKey())) fields.remove("struck");
      assertThat(fields).as(event.getKey()).isEqualTo(fields(event.getValue()));
      var required = new TreeSet<String>();
      documented.get(event.getKey()).path("required").forEach(name -> required.add(name.asText()));
      assertThat(fields).as("required of %s", event.getKey()).containsAll(required);
    }
  }

  private static Set<String> fields(Class<?> type) {
    var fields = new TreeSet<String>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) continue;
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) fields.addAll(fields(component.getType()));
      else fields.add(new SnakeCaseStrategy().translate(component.getName()));
    }
    return fields;
  }

  private static TreeSet<String> names(JsonNode node) {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A vocabulary is sealed: whoever reads it has read all that can happen. */
  @Test
  void everyEventBelongsToASealedVocabulary() {
    new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.lectern").stream()
        .filter(type -> type.isRecord() && type.isAssignableTo(Event.class))
        .forEach(type -> assertThat(List.of(type.reflect().getInterfaces())).as(type.getSimpleName()).hasSize(1).allMatch(Class::isSealed));
  }

  @Test
  void theCloseCodesOfTheSocketAreDocumented() throws Exception {
    String text;
    try (var file = ContractTest.class.getResourceAsStream("/asyncapi.yaml")) {
      text = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    var source = java.nio.file.Files.readString(java.nio.file.Path.of("src/main/java/org/lectern/web/Live.java"));
    Pattern.compile("close\\((\\d{4}),").matcher(source).results().forEach(code -> assertThat(text).contains(code.group(1)));
  }
}

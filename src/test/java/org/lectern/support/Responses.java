package org.lectern.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Every answer of the API that anybody gets in a test is held against the contract. */
public final class Responses {
  private Responses() {}

  private static final Schemas CONTRACT = new Schemas("/openapi.yaml");
  private static final List<Promised> PROMISED = promised();

  private record Promised(String method, Pattern path, int literals, JsonNode operation) {}

  private static List<Promised> promised() {
    var promised = new ArrayList<Promised>();
    CONTRACT.document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
        .filter(method -> List.of("get", "post", "put", "delete").contains(method.getKey()))
        .forEach(method -> promised.add(new Promised(method.getKey().toUpperCase(java.util.Locale.ROOT),
            Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+")), path.getKey().replaceAll("\\{\\w+}", "").length(), method.getValue()))));
    promised.sort(Comparator.comparing(Promised::literals).reversed());
    return promised;
  }

  /** @param path below {@code /api/v1}, without its query */
  static void check(String method, String path, Answer answer) {
    if (answer.status() >= 400) {
      problem(method + " " + path, answer);
      return;
    }
    var promise = PROMISED.stream().filter(p -> p.method.equals(method) && p.path.matcher(path).matches()).findFirst().orElse(null);
    if (promise == null) return;
    var promisedAnswer = promise.operation.get("responses").get(String.valueOf(answer.status()));
    if (promisedAnswer == null) throw new AssertionError(method + " " + path + " answered " + answer.status() + ", which the contract does not promise");
    var schema = promisedAnswer.at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      if (!answer.text().isEmpty()) throw new AssertionError(method + " " + path + " promised no body and sent " + answer.text());
      return;
    }
    var fault = CONTRACT.fault(schema, answer.text());
    if (fault != null) throw new AssertionError(method + " " + path + " does not answer as the contract says:" + fault + "\n" + answer.text());
  }

  private static void problem(String request, Answer answer) {
    if (!"application/problem+json".equals(answer.header("Content-Type"))) throw new AssertionError(request + " failed without a problem document: " + answer);
    var fault = CONTRACT.fault(Schemas.reference("Problem"), answer.text());
    if (fault != null) throw new AssertionError(request + " answered no proper problem:" + fault + "\n" + answer.text());
    if (answer.json().get("status").asInt() != answer.status()) throw new AssertionError(request + ": status and document differ: " + answer);
  }
}

package org.lectern.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;
import org.lectern.web.Contract.Parameter;
import org.lectern.web.Contract.Promise;

/**
 * The JSON API under {@code /api/v1}, by the contract: bearer tokens only, a cookie opens nothing here. Each answer that
 * shows state carries {@code seq}, the number of the newest entry that it includes.
 */
final class Api {

  static final String ROOT = "/api/v1";
  private static final Pattern JSON = Pattern.compile("application/json(; *charset=\"?utf-8\"?)?");
  private static final Pattern PART = Pattern.compile("\\{(\\w+)}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{16,64}");

  private final Contract contract;
  private final Desk desk;
  private final Sessions sessions;
  private final Places places;
  private final Secrets secrets;
  private final Memory memory;
  private final Uploads uploads;
  private final Vouchers vouchers;
  private final Limits limits;

  Api(Contract contract, Desk desk, Sessions sessions, Places places, Secrets secrets, Memory memory, Uploads uploads, Vouchers vouchers, Limits limits) {
    this.limits = limits;
    this.vouchers = vouchers;
    this.uploads = uploads;
    this.memory = memory;
    this.contract = contract;
    this.desk = desk;
    this.sessions = sessions;
    this.places = places;
    this.secrets = secrets;
  }

  void mount(Router router, Switchboard board, List<Operation> operations) {
    written(router, "/openapi.yaml");
    written(router, "/asyncapi.yaml");
    var schema = Buffer.buffer(Contract.read("/recommendations.schema.json"));
    router.get(ROOT + "/recommendations.schema.json").handler(context -> context.response()
        .putHeader("Content-Type", "application/schema+json; charset=utf-8").putHeader("Cache-Control", "public, max-age=300").end(schema));
    // /places and /me before /{place}, which would take them for places.
    operations.stream()
        .sorted(Comparator.comparing((Operation operation) -> contract.promise(operation.id()).inPlace()))
        .forEach(operation -> mount(board, operation, contract.promise(operation.id())));
  }

  /** The contract itself, as written. */
  private static void written(Router router, String name) {
    var text = Buffer.buffer(Contract.read(name));
    router.get(ROOT + name).handler(context -> context.response()
        .putHeader("Content-Type", "application/yaml; charset=utf-8").putHeader("Cache-Control", "public, max-age=300").end(text));
  }

  private void mount(Switchboard board, Operation operation, Promise promise) {
    var method = HttpMethod.valueOf(promise.method());
    var address = ROOT + promise.path().replaceAll("\\{(\\w+)}", ":$1");
    if (promise.method().equals("GET")) board.connect(method, address, context -> answer(context, operation, promise));
    else if (promise.files()) board.connect(method, address, uploads.receiver(promise.largest()), context -> answer(context, operation, promise));
    else board.connect(method, address, (PlatformHandler) Api::refuseForeignBody, BodyHandler.create(false).setBodyLimit(promise.largest()),
        context -> answer(context, operation, promise));
  }

  private static void refuseForeignBody(RoutingContext context) {
    var request = context.request();
    if (request.getHeader("Content-Encoding") != null) throw Problem.of(415, "media_type");
    var type = request.getHeader("Content-Type");
    var empty = "0".equals(request.getHeader("Content-Length")) || (request.getHeader("Content-Length") == null && request.getHeader("Transfer-Encoding") == null);
    if (!empty && (type == null || !JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches())) {
      throw Problem.of(415, "media_type");
    }
    context.next();
  }

  private void answer(RoutingContext context, Operation operation, Promise promise) {
    if (operation.about() != null && Memory.isForEveryone(context.request())) {
      kept(context, operation, promise);
      return;
    }
    var language = Messages.best(context.request().getHeader("Accept-Language"));
    var arrived = vouchers.now();
    var asked = new AtomicReference<Call>();
    sessions.bearer(context.request())
        .compose(known -> place(context, promise).compose(place -> {
          // Whoever may not do it at all is told so, not what is wrong with what was sent.
          operation.access().admit(Sessions.caller(known, place, "api"));
          var call = call(context, promise, known, place, language);
          asked.set(call.attested(vouchers.attested(operation, call, context.request().getHeader(Vouchers.HEADER))));
          return desk.perform(operation, asked.get());
        }))
        .onSuccess(answer -> write(context, promise, answer))
        .onFailure(failure -> {
          var voucher = vouchers.of(operation, asked.get(), failure, arrived);
          if (voucher != null && !context.response().headWritten()) context.response().putHeader(Vouchers.HEADER, voucher);
          context.fail(failure);
        });
  }

  /** For everyone alike: from memory, or into it. */
  private void kept(RoutingContext context, Operation operation, Promise promise) {
    place(context, promise)
        .compose(place -> memory.get(context.request(), place.slug(), () -> made(context, operation, promise, place)))
        .onSuccess(made -> {
          if (!context.response().ended() && !context.response().closed()) memory.send(context.request(), made);
        })
        .onFailure(context::fail);
  }

  private Future<Memory.Made> made(RoutingContext context, Operation operation, Promise promise, Jurisdiction place) {
    return Future.succeededFuture().compose(now -> {
      var call = call(context, promise, Sessions.VISITOR, place, "en");
      return desk.perform(operation, call).map(answer -> Memory.Made.json(answer.seq(), link(context, answer), Json.text(body(answer)), addresses(operation, call)));
    });
  }

  private static List<String> addresses(Operation operation, Call call) {
    return operation.about().stream().map(address -> PART.matcher(address).replaceAll(part -> call.text(part.group(1)))).toList();
  }

  private static String link(RoutingContext context, Desk.Answer answer) {
    return answer.value() instanceof Page<?> page && page.next() != null ? next(context, page.next()) : null;
  }

  private Future<Jurisdiction> place(RoutingContext context, Promise promise) {
    return promise.inPlace() ? places.find(context.pathParam("place")) : Future.succeededFuture(Jurisdiction.INSTALLATION);
  }

  private Call call(RoutingContext context, Promise promise, Sessions.Known known, Jurisdiction place, String language) {
    var values = values(context, promise);
    var bytes = context.body() == null || context.body().buffer() == null ? Buffer.buffer() : context.body().buffer();
    var caller = Sessions.caller(known, place, "api");
    return new Call(caller, values, body(promise, bytes), bytes.getBytes(), key(context, promise), secrets, known, language, promise.files() ? Uploads.files(context) : List.of(), null,
        limits.arrival(context.request(), context.request().getHeader("Lectern-Proof")));
  }

  private Map<String, String> values(RoutingContext context, Promise promise) {
    var values = new HashMap<String, String>();
    var known = new HashSet<String>();
    for (var parameter : promise.parameters()) {
      known.add(parameter.name());
      var value = parameter.inPath() ? context.pathParam(parameter.name()) : context.queryParams().get(parameter.name());
      if (value == null && parameter.required()) throw Problem.invalid("/" + parameter.name(), "required");
      if (value != null) values.put(parameter.name(), fitting(parameter, value));
    }
    context.queryParams().names().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
      throw Problem.malformed("parameter_unknown");
    });
    return values;
  }

  /** A part of the address that does not fit names nothing: a 404. A query parameter that does not fit is a 422. */
  private String fitting(Parameter parameter, String value) {
    var schema = contract.resolve(parameter.schema());
    var faults = Fitting.faults(contract, schema, typed(schema.path("type").asText(), value));
    if (faults.isEmpty()) return value;
    if (parameter.inPath()) throw Problem.missing(parameter.name());
    throw Problem.invalid(faults.stream().map(fault -> new Problem.Fault("/" + parameter.name(), fault.code(), fault.args())).toList());
  }

  private static JsonNode typed(String type, String value) {
    var nodes = JsonNodeFactory.instance;
    if (type.equals("boolean") && (value.equals("true") || value.equals("false"))) return nodes.booleanNode(value.equals("true"));
    if (type.equals("integer") && value.matches("-?[0-9]{1,18}")) return nodes.numberNode(Long.parseLong(value));
    return nodes.textNode(value);
  }

  private JsonNode body(Promise promise, Buffer bytes) {
    if (promise.body() == null) return null;
    var json = bytes.length() == 0 ? Json.MAPPER.createObjectNode() : Text.json(bytes);
    var faults = Fitting.faults(contract, promise.body(), json);
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    return json;
  }

  private static String key(RoutingContext context, Promise promise) {
    if (!promise.once()) return null;
    var key = context.request().getHeader("Idempotency-Key");
    if (key == null) throw Problem.malformed("key_missing");
    if (!KEY.matcher(key).matches()) throw Problem.malformed("key_form");
    return key;
  }

  private void write(RoutingContext context, Promise promise, Desk.Answer answer) {
    var response = context.response();
    if (response.ended() || response.closed()) return;
    if (answer.seq() > 0) response.putHeader("Lectern-Seq", String.valueOf(answer.seq()));
    var link = link(context, answer);
    if (link != null) response.putHeader("Link", link);
    response.setStatusCode(promise.success()).putHeader("Cache-Control", "no-store");
    if (answer.value() == null) response.setStatusCode(204).end();
    else response.putHeader("Content-Type", "application/json").end(Buffer.buffer(Json.bytes(body(answer))));
  }

  /** The answer with its number; a list stands in an object beside it. */
  private static Object body(Desk.Answer answer) {
    if (answer.seq() == 0 && !(answer.value() instanceof Collection)) return answer.value();
    JsonNode body = Json.MAPPER.valueToTree(answer.value());
    if (body.isArray()) body = Json.MAPPER.createObjectNode().set("items", body);
    if (body instanceof ObjectNode object && answer.seq() > 0) object.put("seq", answer.seq());
    return body;
  }

  private static String next(RoutingContext context, String cursor) {
    var query = new StringBuilder();
    context.queryParams().forEach(parameter -> {
      if (!parameter.getKey().equals("cursor")) query.append(parameter.getKey()).append('=')
          .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8)).append('&');
    });
    return "<" + context.request().path() + "?" + query + "cursor=" + cursor + ">; rel=\"next\"";
  }
}

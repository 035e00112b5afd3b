package org.lectern.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure as a problem document (RFC 9457) or, on a page, as sentences that say what to do next. */
public final class Problems {
  private Problems() {}

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** The problem that a failure is; an accident of ours is logged with the request's id and told without detail. */
  static Problem of(Throwable failure, String request) {
    if (failure instanceof Problem problem) return problem;
    if (failure instanceof HttpException http) return ofStatus(http.getStatusCode());
    if (failure instanceof IOException large && String.valueOf(large.getMessage()).startsWith("Size exceed allowed")) return Problem.of(413, "too_large");
    if (failure instanceof DecoderException || fromForm(failure)) return Problem.malformed("request_malformed");
    LOG.error("Request {} failed", request, failure);
    return Problem.of(500, "our_fault");
  }

  /** Netty says of a field without a name that an argument is wrong. */
  private static boolean fromForm(Throwable failure) {
    return failure instanceof IllegalArgumentException
        && Arrays.stream(failure.getStackTrace()).limit(12).anyMatch(frame -> frame.getClassName().startsWith("io.netty.handler.codec.http.multipart"));
  }

  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.missing("page");
      case 405 -> Problem.of(405, "method");
      case 413 -> Problem.of(413, "too_large");
      case 414 -> Problem.of(414, "address_too_long");
      case 415 -> Problem.of(415, "media_type");
      case 401 -> Problem.unauthenticated();
      default -> status >= 500 ? Problem.later(503, "try_again", 2) : Problem.malformed("request_malformed");
    };
  }

  public static String sentence(Messages messages, Problem problem) {
    return messages.say("problem." + problem.code(), arguments(messages, problem.args()));
  }

  public static String sentence(Messages messages, Problem.Fault fault) {
    return messages.say("fault." + fault.code(), arguments(messages, fault.args()));
  }

  /** An argument that names a sentence of the catalogue is translated with it; a time is written as people write it. */
  private static Object[] arguments(Messages messages, List<Object> args) {
    return args.stream().map(arg -> argument(messages, arg)).toArray();
  }

  private static Object argument(Messages messages, Object arg) {
    if (arg instanceof String key && messages.has(key)) return messages.say(key);
    return arg instanceof ZonedDateTime at ? View.dateTime(messages, at.toInstant(), at.getZone()) : arg;
  }

  static void json(RoutingContext context, Problem problem, Messages messages) {
    var response = context.response();
    if (response.ended()) return;
    if (response.headWritten()) {
      response.reset();
      return;
    }
    head(response, problem);
    response.putHeader("Content-Type", "application/problem+json").putHeader("Content-Language", messages.language());
    response.end(Buffer.buffer(Json.bytes(document(problem, messages, context.get("request-id")))));
  }

  static void head(HttpServerResponse response, Problem problem) {
    response.setStatusCode(problem.status());
    if (problem.status() == 401) response.putHeader("WWW-Authenticate", "Bearer");
    if (problem.status() == 429 || problem.status() == 503) response.putHeader("Retry-After", String.valueOf(Math.max(1, problem.retryAfter())));
    response.putHeader("Cache-Control", "no-store");
  }

  static ObjectNode document(Problem problem, Messages messages, String request) {
    var document = Json.MAPPER.createObjectNode();
    document.put("type", "urn:lectern:problem:" + problem.code());
    document.put("title", messages.say("status." + problem.status()));
    document.put("status", problem.status());
    document.put("detail", sentence(messages, problem));
    if (request != null) document.put("instance", "urn:request:" + request);
    if (!problem.faults().isEmpty()) {
      var errors = new ArrayList<ObjectNode>();
      problem.faults().forEach(fault -> errors.add(Json.MAPPER.createObjectNode()
          .put("pointer", fault.pointer()).put("code", fault.code()).put("detail", sentence(messages, fault))));
      document.set("errors", Json.MAPPER.valueToTree(errors));
    }
    return document;
  }
}

package org.lectern.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lectern.core.Access;
import org.lectern.core.Batch;
import org.lectern.core.Command;
import org.lectern.core.Query;

/**
 * Something that can be asked of Lectern: its name in the contract, who may, and what it does. None can be made without an
 * access. A create that happens once also says what its answer is.
 */
record Operation(
    String id, Access access, Function<Call, Query<?>> query, Function<Call, Command<?>> command, Function<Call, Future<?>> act,
    Submission<?, ?> batch, Class<?> answer, BiFunction<Call, Object, Object> shape, List<String> about) {

  Operation(String id, Access access, Function<Call, Query<?>> query, Function<Call, Command<?>> command, Function<Call, Future<?>> act,
      Submission<?, ?> batch, Class<?> answer, BiFunction<Call, Object, Object> shape) {
    this(id, access, query, command, act, batch, answer, shape, null);
  }

  /** What many ask for at once, and what this call asks for. */
  record Submission<A, T>(Batch<A, T> batch, Function<Call, A> what) {}

  /** Reads; the answer carries the number of the newest entry that it shows. */
  static Operation read(String id, Access access, Function<Call, Query<?>> query) {
    return new Operation(id, access, query, null, null, null, null, (call, answer) -> answer);
  }

  /** Reads, and shows the answer in another shape. */
  @SuppressWarnings("unchecked")
  static <T> Operation read(String id, Access access, Function<Call, Query<T>> query, BiFunction<Call, T, Object> shape) {
    return new Operation(id, access, query::apply, null, null, null, null, (call, answer) -> shape.apply(call, (T) answer));
  }

  /** What it reads is the same for every visitor until something happens at these addresses: then it is kept as bytes. */
  Operation about(String... addresses) {
    return new Operation(id, access, query, command, act, batch, answer, shape, List.of(addresses));
  }

  /** Moves something that is already there. */
  static Operation write(String id, Access access, Function<Call, Command<?>> command) {
    return new Operation(id, access, null, command, null, null, null, (call, answer) -> answer);
  }

  /** Makes something new, once for each key. */
  static <T> Operation create(String id, Access access, Class<T> answer, Function<Call, Command<T>> command) {
    return create(id, access, answer, command, (call, made) -> made);
  }

  @SuppressWarnings("unchecked")
  static <T> Operation create(String id, Access access, Class<T> answer, Function<Call, Command<T>> command, BiFunction<Call, T, Object> shape) {
    return new Operation(id, access, null, command::apply, null, null, answer, (call, made) -> shape.apply(call, (T) made));
  }

  /** Makes something new, once for each key, and shares its transaction with others who do the same at this moment. */
  @SuppressWarnings("unchecked")
  static <A, T> Operation submit(String id, Access access, Class<T> answer, Batch<A, T> batch, Function<Call, A> what, BiFunction<Call, T, Object> shape) {
    return new Operation(id, access, null, null, null, new Submission<>(batch, what), answer, (call, made) -> shape.apply(call, (T) made));
  }

  /** Signing in and founding: what does not happen in one existing place. */
  static Operation act(String id, Access access, Function<Call, Future<?>> act) {
    return new Operation(id, access, null, null, act, null, null, (call, answer) -> answer);
  }

  boolean once() {
    return answer != null;
  }
}

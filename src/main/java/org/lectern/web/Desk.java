package org.lectern.web;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.store.Database;
import org.lectern.store.Once;

/** Where every operation is performed, whether a page or a program asks: the door, the key of a create, one transaction. */
final class Desk {

  /** What it came to, and the number of the newest entry that the answer includes (0 if it is about no record). */
  record Answer(long seq, Object value) {}

  private final Database database;

  Desk(Database database) {
    this.database = database;
  }

  Future<Answer> perform(Operation operation, Call call) {
    return Future.succeededFuture().compose(now -> {
      operation.access().admit(call.caller());
      var caller = call.caller().through(operation.access());
      if (operation.act() != null) return operation.act().apply(call).map(answer -> new Answer(0, answer));
      if (operation.query() != null) {
        return database.snapshot(caller, operation.query().apply(call))
            .map(seen -> new Answer(seen.seq(), operation.shape().apply(call, seen.value())));
      }
      if (operation.batch() != null) return submit(operation, call, caller);
      // A create repeated later answers to the letter what it answered first, so it carries no number of its own.
      return database.write(caller, command(operation, call))
          .map(written -> new Answer(operation.once() ? 0 : written.seq(), operation.shape().apply(call, written.result())));
    });
  }

  /** What was asked: the parts of the address and the body. The same words for another hearing are another request. */
  private static byte[] asked(Call call) {
    var address = new TreeMap<>(call.values()).toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(address.length + call.bytes().length).put(address).put(call.bytes()).array();
  }

  @SuppressWarnings("unchecked")
  private static <T> Command<T> command(Operation operation, Call call) {
    var command = (Command<T>) operation.command().apply(call);
    if (!operation.once()) return command;
    return Once.once((Once.Key<T>) key(operation, call), command);
  }

  private static Once.Key<?> key(Operation operation, Call call) {
    if (call.key() == null) throw Problem.malformed("key_missing");
    return Once.Key.of(call.caller(), operation.id() + " " + call.caller().place().slug(), call.key(), asked(call), operation.answer());
  }

  @SuppressWarnings("unchecked")
  private <A, T> Future<Answer> submit(Operation operation, Call call, Caller caller) {
    var batch = (Operation.Submission<A, T>) operation.batch();
    return database.submit(caller, batch.batch(), batch.what().apply(call), (Once.Key<T>) key(operation, call))
        .map(written -> new Answer(0, operation.shape().apply(call, written.result())));
  }
}

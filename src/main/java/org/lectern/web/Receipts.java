package org.lectern.web;

import org.lectern.accommodations.AccommodationCommands;
import org.lectern.moderation.BulkKeyCommands;
import org.lectern.moderation.RemovalCommands;
import org.lectern.oversight.PromiseCommands;
import org.lectern.queue.SlotCode;
import org.lectern.queue.SlotCommands.SignedUp;
import org.lectern.testimony.Submitted;

/** Answers that carry a secret link, which is made of the id at each answer and stored nowhere. */
final class Receipts {
  private Receipts() {}

  /** What a resident holds: the number, the secret, and where to look. */
  record Receipt(String number, String target, boolean late, String status, String commitment, String secret, String receipt, String page) {}

  /** A place in line, with its secret and its short code. */
  record SlotReceipt(long hearing, int number, String item, Integer place, String status, String secret, String code, String page) {}

  /** A promise as taken down, with the link for the person who made it. */
  record PromiseReceipt(String action, java.time.Instant openUntil, String secret, String page) {}

  static PromiseReceipt promise(Call call, PromiseCommands.Captured made) {
    var secret = call.secrets().link("promise", made.id());
    return new PromiseReceipt(made.action(), made.openUntil(), secret, "/" + call.caller().place().slug() + "/promises/" + secret);
  }

  static Receipt testimony(Call call, Submitted made) {
    var secret = call.secrets().link("receipt", made.id());
    return new Receipt(made.number(), made.target(), made.late(), made.status().word(), made.commitment(), secret, "/receipt/" + secret,
        "/" + call.caller().place().slug() + "/testimony/" + made.number());
  }

  /** An accommodation request, with the secret by which it is followed. */
  record AccommodationReceipt(long hearing, int number, boolean bestEffort, String secret, String page) {}

  static AccommodationReceipt accommodation(Call call, AccommodationCommands.Asked made) {
    var secret = call.secrets().link("accommodation", made.id());
    return new AccommodationReceipt(made.hearing(), made.number(), made.bestEffort(), secret, "/receipt/accommodation/" + secret);
  }

  /** A request to take off personal data, with the secret by which it is followed. */
  record RemovalReceipt(long number, java.time.Instant dueAt, String secret, String page) {}

  static RemovalReceipt removal(Call call, RemovalCommands.Asked made) {
    var secret = call.secrets().link("removal", made.id());
    return new RemovalReceipt(made.number(), made.dueAt(), secret, "/receipt/removal/" + secret);
  }

  /** A bulk submitter's key. */
  record BulkKeyReceipt(java.util.UUID id, String organisation, String key) {}

  static BulkKeyReceipt bulkKey(Call call, BulkKeyCommands.Issued made) {
    return new BulkKeyReceipt(made.id(), made.organisation(), call.secrets().link("bulk", made.id()));
  }

  static SlotReceipt slot(Call call, SignedUp made) {
    var secret = call.secrets().link("slot", made.id());
    return new SlotReceipt(made.hearing(), made.number(), made.item(), made.place(), made.status().word(), secret,
        SlotCode.printed(call.secrets(), made.id()), "/slot/" + secret);
  }
}

package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.bodies.Numbers;
import org.lectern.core.Batch;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.people.Outbox;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.TestimonyCommands.Words;

/**
 * Takes in testimony, as much of it as arrives together: a statement each for targets, numbers, rows and counts, however
 * many there are. Numbers follow the order of arrival; whether one is late is judged by its own arrival.
 */
public final class Intake {
  private Intake() {}

  /**
   * Words for the record, what they are about, and the maker of the receipt's secret link.
   *
   * @param letter what is mailed to an address that was left with them, null for nothing; an anonymous author leaves none
   */
  public record Submission(Target target, Words words, Secrets secrets, Terms terms, Weight weight, Function<Submitted, Letter> letter) {
    Submission(Target target, Words words, Secrets secrets, Terms terms) {
      this(target, words, secrets, terms, Weight.NONE, null);
    }

    /** From its author's own hand; {@code attested} is the arrival that a voucher vouches for, null without one. */
    public static Submission of(Target target, Words words, Secrets secrets, Instant attested) {
      return new Submission(target, words, secrets, Terms.attested(attested));
    }

    /** The same, with what the door found about it. */
    public Submission weighing(Weight found) {
      return new Submission(target, words, secrets, terms, found, letter);
    }

    /** The same, and the receipt goes by mail to whoever left an address. */
    public Submission mailing(Function<Submitted, Letter> receipt) {
      return new Submission(target, words, secrets, terms, weight, receipt);
    }

    /** With the item of the hearing that the words name. */
    Target aimed() {
      return target.hearing() == null ? target : Target.hearing(target.hearing(), words.item());
    }
  }

  public static final Batch<Submission, Submitted> SUBMIT = Intake::take;

  /** A comment in a thread answers another testimony on the same target, at most four deep. */
  record Parent(UUID id, UUID target, int depth) {
    static final Parent NONE = new Parent(null, null, 0);
    private static final int DEEPEST = 4;
  }

  private static Future<Batch.Taken<Submitted>> take(SqlConnection tx, Jurisdiction place, List<Batch.Asked<Submission>> asked) {
    return aims(tx, place, asked)
        .compose(aims -> parents(tx, place, asked)
            .compose(parents -> offers(tx, place, asked)
                .compose(offers -> AttachmentCommands.claim(tx, place, files(asked)).map(files -> {
                  var taken = new HashSet<UUID>();
                  return asked.stream().map(one -> consider(one, aims, parents, offers, files, taken)).toList();
                })))
            .compose(outcomes -> {
              var accepted = outcomes.stream().filter(Accepted.class::isInstance).map(Accepted.class::cast).toList();
              return number(tx, place, accepted).map(numbered -> {
                var inserted = insert(tx, place, accepted);
                var attached = AttachmentCommands.attach(tx, accepted);
                var counted = TestimonyCounts.add(tx, place, accepted);
                return new Batch.Taken<>(outcomes.stream().map(Intake::outcome).toList(), inserted.compose(in -> attached).compose(files -> counted).compose(done -> Outbox.putSparingly(tx, letters(accepted))));
              });
            }));
  }

  private static List<Outbox.Addressed> letters(List<Accepted> accepted) {
    return accepted.stream().filter(one -> one.letter != null && one.email() != null).map(one -> one.letter.apply(one.submitted()).to(one.email())).toList();
  }

  /** Each target once, found or refused. */
  private static Future<Map<Target, Object>> aims(SqlConnection tx, Jurisdiction place, List<Batch.Asked<Submission>> asked) {
    var aims = new LinkedHashMap<Target, Object>();
    var found = Future.<Object>succeededFuture();
    for (var target : asked.stream().map(one -> one.what().aimed()).distinct().toList()) {
      found = found.compose(before -> Aim.take(tx, place, target).map(Object.class::cast).recover(Intake::refusal)).onSuccess(aim -> aims.put(target, aim));
    }
    return found.map(aims);
  }

  /** A refusal is an answer for those who meant that target; anything else is everybody's failure. */
  private static Future<Object> refusal(Throwable failure) {
    return failure instanceof Problem problem ? Future.succeededFuture(problem) : Future.failedFuture(failure);
  }

  private static Future<Map<String, Parent>> parents(SqlConnection tx, Jurisdiction place, List<Batch.Asked<Submission>> asked) {
    var numbers = asked.stream().map(one -> one.what().words().parent()).filter(Objects::nonNull).distinct().toArray(String[]::new);
    if (numbers.length == 0) return Future.succeededFuture(Map.of());
    return tx.preparedQuery("""
            SELECT number, id, coalesce(hearing, area, action, policy) AS target, depth
            FROM testimony
            WHERE jurisdiction = $1 AND number = ANY($2) AND status IN ('published', 'redacted')""")
        .execute(Tuple.of(place.id(), (Object) numbers))
        .map(rows -> {
          var parents = new HashMap<String, Parent>();
          rows.forEach(row -> parents.put(row.getString("number"), new Parent(row.getUUID("id"), row.getUUID("target"), row.getInteger("depth") + 1)));
          return parents;
        });
  }

  private static List<String> files(List<Batch.Asked<Submission>> asked) {
    return asked.stream().flatMap(one -> one.what().words().files().stream()).distinct().toList();
  }

  /** Whoever was not heard may write for a day, and is in time: the hearings of lapsed places in line, by their secrets. */
  private static Future<Map<String, UUID>> offers(SqlConnection tx, Jurisdiction place, List<Batch.Asked<Submission>> asked) {
    var secrets = asked.stream().map(one -> one.what().words().offer()).filter(Objects::nonNull).distinct().toList();
    if (secrets.isEmpty()) return Future.succeededFuture(Map.of());
    return tx.preparedQuery("""
            SELECT secret_hash, hearing
            FROM slot
            WHERE jurisdiction = $1 AND secret_hash = ANY ($2) AND status = 'lapsed' AND ended_at + interval '24 hours' >= clock_timestamp()""")
        .execute(Tuple.of(place.id(), (Object) secrets.stream().map(secret -> Buffer.buffer(Secrets.hash(secret))).toArray(Buffer[]::new)))
        .map(rows -> {
          var byHash = new HashMap<Buffer, UUID>();
          rows.forEach(row -> byHash.put(row.getBuffer("secret_hash"), row.getUUID("hearing")));
          var offers = new HashMap<String, UUID>();
          secrets.forEach(secret -> offers.put(secret, byHash.get(Buffer.buffer(Secrets.hash(secret)))));
          return offers;
        });
  }

  /** The row to be, or the problem. */
  private static Object consider(Batch.Asked<Submission> asked, Map<Target, Object> aims, Map<String, Parent> parents, Map<String, UUID> offers,
      Map<String, UUID> files, HashSet<UUID> taken) {
    if (aims.get(asked.what().aimed()) instanceof Problem refused) return refused;
    try {
      var aim = (Aim) aims.get(asked.what().aimed());
      var offer = asked.what().words().offer();
      return new Accepted(asked, aim, parent(asked.what().words(), aim, parents), offer != null && aim.hearing() != null && aim.hearing().equals(offers.get(offer)),
          AttachmentCommands.named(asked.what().words().files(), files, taken));
    } catch (Problem refused) {
      return refused;
    }
  }

  private static Parent parent(Words words, Aim aim, Map<String, Parent> parents) {
    if (words.parent() == null) return Parent.NONE;
    var parent = parents.get(words.parent());
    if (parent == null || !parent.target.equals(aim.id())) throw Problem.invalid("/parent", "parent_unknown");
    if (parent.depth > Parent.DEEPEST) throw Problem.invalid("/parent", "thread_too_deep");
    return parent;
  }

  /** Numbers begin again each year; those of one year come in one piece. */
  private static Future<?> number(SqlConnection tx, Jurisdiction place, List<Accepted> accepted) {
    var byYear = new LinkedHashMap<Integer, List<Accepted>>();
    accepted.forEach(one -> byYear.computeIfAbsent(one.receivedAt.atZone(place.zone()).getYear(), first -> new ArrayList<>()).add(one));
    Future<?> numbered = Future.succeededFuture();
    for (var year : byYear.entrySet()) {
      var ones = year.getValue();
      numbered = numbered.compose(before -> Numbers.next(tx, place, "testimony", year.getKey(), ones.size()))
          .onSuccess(first -> {
            for (int i = 0; i < ones.size(); i++) ones.get(i).number(year.getKey(), first + i);
          });
    }
    return numbered;
  }

  private static Future<Void> insert(SqlConnection tx, Jurisdiction place, List<Accepted> accepted) {
    if (accepted.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("""
            INSERT INTO testimony (jurisdiction, id, number, ordinal, hearing, item, area, action, policy, parent, depth, kind, channel, text, language,
              position, privacy, name, email, person, on_behalf_of, late, salt, commitment, secret_hash, received_at, status, held_for,
              supplements, slot, recording_offset, attachments, flags, attested_by)
            SELECT $1, t.*
            FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[], $11::integer[],
              $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::uuid[], $21::uuid[], $22::boolean[],
              $23::bytea[], $24::bytea[], $25::bytea[], $26::timestamptz[], $27::text[], $28::text[], $29::uuid[], $30::uuid[],
              $31::integer[], $32::integer[], $33::text[], $34::text[]) AS t""")
        .execute(columns(place, accepted))
        .mapEmpty();
  }

  private static Tuple columns(Jurisdiction place, List<Accepted> accepted) {
    return Tuple.from(new Object[] {
      place.id(),
      accepted.stream().map(a -> a.id).toArray(UUID[]::new),
      accepted.stream().map(a -> a.number).toArray(String[]::new),
      accepted.stream().map(a -> a.ordinal).toArray(Long[]::new),
      accepted.stream().map(a -> a.aim.hearing()).toArray(UUID[]::new),
      accepted.stream().map(a -> a.aim.item()).toArray(UUID[]::new),
      accepted.stream().map(a -> a.aim.area()).toArray(UUID[]::new),
      accepted.stream().map(a -> a.aim.action()).toArray(UUID[]::new),
      accepted.stream().map(a -> a.aim.policy()).toArray(UUID[]::new),
      accepted.stream().map(a -> a.parent.id).toArray(UUID[]::new),
      accepted.stream().map(a -> a.parent.depth).toArray(Integer[]::new),
      accepted.stream().map(a -> a.words.what()).toArray(String[]::new),
      accepted.stream().map(Accepted::channel).toArray(String[]::new),
      accepted.stream().map(a -> a.words.text()).toArray(String[]::new),
      accepted.stream().map(a -> a.words.written()).toArray(String[]::new),
      accepted.stream().map(a -> Rows.word(a.words.position())).toArray(String[]::new),
      accepted.stream().map(a -> Rows.word(a.privacy)).toArray(String[]::new),
      accepted.stream().map(Accepted::name).toArray(String[]::new),
      accepted.stream().map(Accepted::email).toArray(String[]::new),
      accepted.stream().map(Accepted::person).toArray(UUID[]::new),
      accepted.stream().map(Accepted::onBehalfOf).toArray(UUID[]::new),
      accepted.stream().map(a -> a.late).toArray(Boolean[]::new),
      accepted.stream().map(a -> Buffer.buffer(a.salt)).toArray(Buffer[]::new),
      accepted.stream().map(a -> Buffer.buffer(a.commitment)).toArray(Buffer[]::new),
      accepted.stream().map(a -> Buffer.buffer(a.secretHash)).toArray(Buffer[]::new),
      accepted.stream().map(a -> Rows.at(a.receivedAt)).toArray(OffsetDateTime[]::new),
      accepted.stream().map(a -> Rows.word(a.status())).toArray(String[]::new),
      accepted.stream().map(a -> Rows.word(a.held)).toArray(String[]::new),
      accepted.stream().map(a -> a.terms.supplements()).toArray(UUID[]::new),
      accepted.stream().map(a -> a.terms.slot()).toArray(UUID[]::new),
      accepted.stream().map(a -> a.terms.recordingOffset()).toArray(Integer[]::new),
      accepted.stream().map(a -> a.files.size()).toArray(Integer[]::new),
      accepted.stream().map(a -> a.weight.flagged()).toArray(String[]::new),
      accepted.stream().map(a -> a.weight.attestedBy()).toArray(String[]::new)
    });
  }

  private static Batch.Outcome<Submitted> outcome(Object considered) {
    return considered instanceof Accepted accepted
        ? Batch.Outcome.done(accepted.submitted(), accepted.event())
        : Batch.Outcome.refused((Problem) considered);
  }
}

package org.lectern.cases;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/** The pieces of a case: each with its source, in the author's order. */
public final class PieceCommands {
  private PieceCommands() {}

  private static final int MOST = 60;

  /**
   * A piece. A passage needs the number of a public testimony and words that stand in it, letter by letter; the other kinds a title
   * and where they stand, as an address below the place or a link.
   */
  public record NewPiece(PieceKind kind, String testimony, String title, String text, String asOf, String address, String url) {}

  /** One place up or down. */
  public record Moving(boolean up) {}

  public static Command<Case> add(String number, NewPiece wanted) {
    return (tx, caller) -> CaseCommands.draft(tx, caller, number).compose(made -> {
      if (made.items().size() >= MOST) throw Problem.conflict("case_is_full", MOST);
      refuseUnsourced(wanted);
      return (wanted.kind() == PieceKind.PASSAGE ? quoted(tx, caller, wanted) : Future.<UUID>succeededFuture())
          .compose(testimony -> insert(tx, caller, made, wanted, testimony))
          .compose(added -> CaseCommands.edited(tx, made.id()));
    });
  }

  private static void refuseUnsourced(NewPiece wanted) {
    var faults = new ArrayList<Fault>();
    if (CaseCommands.blank(wanted.text())) faults.add(Fault.at("/text", "text_required"));
    if (wanted.kind() == PieceKind.PASSAGE && CaseCommands.blank(wanted.testimony())) faults.add(Fault.at("/testimony", "passage_needs_testimony"));
    if (wanted.kind() != PieceKind.PASSAGE && CaseCommands.blank(wanted.title())) faults.add(Fault.at("/title", "title_required"));
    if (wanted.kind() != PieceKind.PASSAGE && wanted.address() == null && wanted.url() == null) faults.add(Fault.at("/url", "piece_needs_source"));
    if (!faults.isEmpty()) throw Problem.invalid(faults);
  }

  /** Nobody is quoted with words that are not theirs. */
  private static Future<UUID> quoted(SqlConnection tx, Caller caller, NewPiece wanted) {
    return tx.preparedQuery("""
            SELECT id, text
            FROM testimony
            WHERE jurisdiction = $1 AND number = $2 AND status IN ('published', 'redacted') AND privacy <> 'confidential'""")
        .execute(Tuple.of(caller.place().id(), wanted.testimony()))
        .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.invalid("/testimony", "testimony_unknown")))
        .map(row -> {
          if (!same(row.getString("text")).contains(same(wanted.text()))) throw Problem.invalid("/text", "passage_not_in_testimony");
          return row.getUUID("id");
        });
  }

  private static String same(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static Future<Void> insert(SqlConnection tx, Caller caller, Case made, NewPiece wanted, UUID testimony) {
    return tx.preparedQuery("""
            INSERT INTO case_item (jurisdiction, case_file, number, rank, kind, testimony, title, text, as_of, address, url)
            SELECT $1, $2, coalesce(max(number), 0) + 1, coalesce(max(rank), 0) + 1, $3, $4, $5, $6, $7, $8, $9
            FROM case_item
            WHERE case_file = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), made.id(), Rows.word(wanted.kind()), testimony, tidy(wanted.title()), wanted.text().strip(), tidy(wanted.asOf()),
            tidy(wanted.address()), wanted.url()}))
        .mapEmpty();
  }

  private static String tidy(String text) {
    return CaseCommands.blank(text) ? null : text.strip();
  }

  public static Command<Case> remove(String number, int item) {
    return (tx, caller) -> CaseCommands.draft(tx, caller, number)
        .compose(made -> tx.preparedQuery("DELETE FROM case_item WHERE case_file = $1 AND number = $2")
            .execute(Tuple.of(made.id(), item))
            .compose(removed -> {
              if (removed.rowCount() == 0) throw Problem.missing("piece");
              return CaseCommands.edited(tx, made.id());
            }));
  }

  /** Past its neighbour of the same support; at the end nothing happens but that it stays. */
  public static Command<Case> move(String number, int item, Moving moving) {
    return (tx, caller) -> CaseCommands.draft(tx, caller, number).compose(made -> {
      var items = new ArrayList<>(made.items());
      var at = index(items, item);
      var neighbour = neighbour(items, at, moving.up() ? -1 : 1);
      if (neighbour >= 0) Collections.swap(items, at, neighbour);
      return rank(tx, made, items).compose(ranked -> CaseCommands.edited(tx, made.id()));
    });
  }

  private static int index(List<Case.Item> items, int item) {
    for (int i = 0; i < items.size(); i++) if (items.get(i).number() == item) return i;
    throw Problem.missing("piece");
  }

  private static int neighbour(List<Case.Item> items, int at, int step) {
    for (int i = at + step; i >= 0 && i < items.size(); i += step) if (items.get(i).support() == items.get(at).support()) return i;
    return -1;
  }

  private static Future<Void> rank(SqlConnection tx, Case made, List<Case.Item> items) {
    var rows = new ArrayList<Tuple>();
    for (var item : items) rows.add(Tuple.of(made.id(), item.number(), rows.size() + 1));
    return tx.preparedQuery("UPDATE case_item SET rank = $3 WHERE case_file = $1 AND number = $2").executeBatch(rows).mapEmpty();
  }
}

package org.lectern.areas;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What a place changes in the text of its areas, and what becomes of that when a newer catalogue comes. */
public final class SectionCommands {
  private SectionCommands() {}

  /** The section as it is to read, why, and the decision that it follows, if one is named. */
  public record Editing(String text, String reason, Long hearing, String item) {}

  /** Which catalogue to take the newest version of; with a reason or a decision to name. */
  public record Merging(String catalogue, String reason, Long hearing, String item) {}

  /** A section of an area. */
  public record Part(String area, String section) {}

  /** What a merge did: areas that are new, sections that followed the catalogue, sections that the place keeps, and those to choose. */
  public record Merged(String catalogue, int version, List<String> added, List<Part> taken, List<Part> kept, List<Part> conflicts) {}

  /** Ours or theirs. */
  public record Choosing(String choice, String reason) {}

  public static Command<Area> edit(String slug, String word, Editing editing) {
    return (tx, caller) -> AreaCommands.claim(tx, caller, slug).compose(area -> {
      var section = Section.of(word).orElseThrow(() -> Problem.missing("section"));
      if (blank(editing.reason()) && editing.hearing() == null) throw Problem.invalid("/reason", "reason_required");
      var content = SectionText.read(section, area, editing.text());
      if (content.equals(section.of(area.title(), area.content()))) throw Problem.invalid("/text", "nothing_changed");
      return Decision.find(tx, caller, editing.hearing(), editing.item())
          .compose(decision -> put(tx, caller, area, section, new Text("own", base(area, section), content, stripped(editing.reason()), decision)))
          .compose(now -> AreaCommands.one(tx, area.id()))
          .map(now -> Change.of(now, new AreaEvent.AreaEdited(slug, now.title(), section.word(), stripped(editing.reason()))));
    });
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  private static String stripped(String text) {
    return blank(text) ? null : text.strip();
  }

  /** A version of a section to be. */
  private record Text(String origin, Integer base, JsonNode content, String reason, Decision decision) {}

  /** The catalogue version that the section's text is from, or was edited from. */
  private static Integer base(Area area, Section section) {
    return area.sections().stream().filter(mark -> mark.section().equals(section.word())).map(Area.Mark::catalogueVersion).findFirst().orElse(area.catalogueVersion());
  }

  /** With the first change, what stood before becomes version 1. */
  private static Future<Void> put(SqlConnection tx, Caller caller, Area area, Section section, Text text) {
    var before = section.of(area.title(), area.content());
    return tx.preparedQuery("""
            INSERT INTO area_section (jurisdiction, area, section, version, origin, catalogue_version, content)
            VALUES ($1, $2, $3, 1, 'catalogue', $4, $5::text::jsonb)
            ON CONFLICT DO NOTHING""")
        .execute(Tuple.of(caller.place().id(), area.id(), section.word(), area.catalogueVersion(), Json.text(before)))
        .compose(first -> tx.preparedQuery("""
            INSERT INTO area_section (jurisdiction, area, section, version, origin, catalogue_version, content, reason, decision, by_person, by_name)
            SELECT $1, $2, $3, max(version) + 1, $4, $5, $6::text::jsonb, $7, $8::text::jsonb, $9, $10
            FROM area_section
            WHERE area = $2 AND section = $3""")
        .execute(Tuple.from(new Object[] {caller.place().id(), area.id(), section.word(), text.origin, text.base, Json.text(text.content), text.reason,
            text.decision == null ? null : Json.text(text.decision), caller.person(), caller.name()})))
        .compose(added -> section == Section.TITLE
            ? tx.preparedQuery("UPDATE area SET title = $2 WHERE id = $1").execute(Tuple.of(area.id(), text.content.asText()))
            : tx.preparedQuery("UPDATE area SET content = jsonb_strip_nulls(content || jsonb_build_object($2::text, $3::text::jsonb)) WHERE id = $1")
                .execute(Tuple.of(area.id(), section.word(), Json.text(text.content))))
        .mapEmpty();
  }

  /**
   * Three texts for each section: what the catalogue said when this one was taken, what the place says now, what the newer version
   * says. Where only one of the two changed it, that change stands; where both did, the admin chooses.
   */
  public static Command<Merged> merge(Merging merging) {
    return (tx, caller) -> Catalogue.newest(tx, merging.catalogue()).compose(newer -> {
      caller.in(null);
      return Decision.find(tx, caller, merging.hearing(), merging.item()).compose(decision -> AreaCommands.adopt(newer).perform(tx, caller)
          .compose(adopted -> areas(tx, caller, newer).compose(areas -> new Merge(tx, caller, newer, stripped(merging.reason()), decision).all(areas)
              .map(merge -> {
                var result = new Merged(newer.id(), newer.version(), adopted.result().areas(), merge.taken, merge.kept, merge.conflicts);
                var events = new ArrayList<>(adopted.events());
                if (!merge.touched.isEmpty()) events.add(new AreaEvent.CatalogueMerged(newer.id(), newer.version(), merge.touched, merge.taken.size(), merge.conflicts.size()));
                return new Change<>(result, events);
              }))));
    });
  }

  /** The place's areas of an earlier version of that catalogue, locked. */
  private static Future<List<Area>> areas(SqlConnection tx, Caller caller, Catalogue newer) {
    return tx.preparedQuery(Area.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.catalogue = $2 AND a.catalogue_version < $3
            ORDER BY a.ordinal
            FOR UPDATE OF a""")
        .execute(Tuple.of(caller.place().id(), newer.id(), newer.version()))
        .map(rows -> Rows.list(rows, Area::from));
  }

  /** One merge under way. */
  private static final class Merge {
    private final SqlConnection tx;
    private final Caller caller;
    private final Catalogue newer;
    private final String reason;
    private final Decision decision;
    private final Map<Integer, Catalogue> versions = new HashMap<>();
    private final List<Part> taken = new ArrayList<>();
    private final List<Part> kept = new ArrayList<>();
    private final List<Part> conflicts = new ArrayList<>();
    private final List<String> touched = new ArrayList<>();

    Merge(SqlConnection tx, Caller caller, Catalogue newer, String reason, Decision decision) {
      this.tx = tx;
      this.caller = caller;
      this.newer = newer;
      this.reason = reason;
      this.decision = decision;
    }

    Future<Merge> all(List<Area> areas) {
      var chain = Future.<Void>succeededFuture();
      for (var area : areas) {
        var theirs = newer.areas().stream().filter(subject -> subject.slug().equals(area.slug())).findFirst();
        if (theirs.isPresent()) chain = chain.compose(before -> area(area, theirs.get()));
      }
      return chain.map(this);
    }

    private Future<Void> area(Area area, Catalogue.Subject theirs) {
      touched.add(area.slug());
      var chain = Future.<Void>succeededFuture();
      for (var section : Section.values()) chain = chain.compose(before -> section(area, theirs, section));
      return chain.compose(sections -> tx.preparedQuery("UPDATE area SET catalogue_version = $2 WHERE id = $1").execute(Tuple.of(area.id(), newer.version()))).mapEmpty();
    }

    private Future<Void> section(Area stale, Catalogue.Subject theirs, Section section) {
      var base = base(stale, section);
      return AreaCommands.one(tx, stale.id()).compose(area -> version(base).compose(old -> {
        var ours = section.of(area.title(), area.content());
        var was = old.areas().stream().filter(subject -> subject.slug().equals(area.slug())).findFirst()
            .map(subject -> section.of(subject.title(), subject.content())).orElse(Json.MAPPER.nullNode());
        var now = section.of(theirs.title(), theirs.content());
        var part = new Part(area.slug(), section.word());
        if (now.equals(ours) || now.equals(was)) {
          if (!now.equals(ours)) kept.add(part);
          return Future.succeededFuture();
        }
        if (ours.equals(was)) {
          taken.add(part);
          return put(tx, caller, area, section, new Text("catalogue", newer.version(), now, reason, decision));
        }
        conflicts.add(part);
        return tx.preparedQuery("""
                INSERT INTO area_conflict (jurisdiction, area, section, catalogue_version, theirs)
                VALUES ($1, $2, $3, $4, $5::text::jsonb)
                ON CONFLICT DO NOTHING""")
            .execute(Tuple.of(caller.place().id(), area.id(), section.word(), newer.version(), Json.text(now)))
            .mapEmpty();
      }));
    }

    private Future<Catalogue> version(Integer version) {
      if (versions.containsKey(version)) return Future.succeededFuture(versions.get(version));
      return Catalogue.version(tx, newer.id(), version).onSuccess(found -> versions.put(version, found));
    }
  }

  /** A conflict is settled with the place's text or the catalogue's; both are on the history afterwards. */
  public static Command<Area> choose(String slug, String word, Choosing choosing) {
    return (tx, caller) -> AreaCommands.claim(tx, caller, slug).compose(area -> {
      var section = Section.of(word).orElseThrow(() -> Problem.missing("section"));
      return tx.preparedQuery("""
              UPDATE area_conflict
              SET choice = $3, decided_at = clock_timestamp(), decided_by = $4
              WHERE area = $1 AND section = $2 AND choice IS NULL
              RETURNING catalogue_version, theirs::text AS theirs""")
          .execute(Tuple.of(area.id(), section.word(), choosing.choice(), caller.name()))
          .compose(rows -> {
            if (rows.size() == 0) throw Problem.conflict("no_conflict_there");
            var newest = rows.iterator().next();
            for (var row : rows) if (row.getInteger("catalogue_version") > newest.getInteger("catalogue_version")) newest = row;
            var theirs = choosing.choice().equals("theirs");
            var content = theirs ? Json.read(newest.getString("theirs"), JsonNode.class) : section.of(area.title(), area.content());
            return put(tx, caller, area, section, new Text(theirs ? "catalogue" : "own", newest.getInteger("catalogue_version"), content, reason(choosing), null));
          })
          .compose(put -> AreaCommands.one(tx, area.id()))
          .map(now -> Change.of(now, (Event) new AreaEvent.AreaEdited(slug, now.title(), section.word(), reason(choosing))));
    });
  }

  private static String reason(Choosing choosing) {
    return stripped(choosing.reason()) != null ? stripped(choosing.reason()) : choosing.choice().equals("theirs") ? "The text of the newer catalogue." : "Our own text stays.";
  }
}

package org.lectern.areas;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.lectern.core.Json;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** What can be known about reform areas; all of it is public. */
public final class AreaQueries {
  private AreaQueries() {}

  /** The adopted ones, in the order of the catalogue. */
  public static Query<List<Area>> areas() {
    return (db, caller) -> db.preparedQuery(Area.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.status = 'adopted'
            ORDER BY a.ordinal, a.slug
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, Area::from));
  }

  /** One area; a disabled one still answers at its address and says why. */
  public static Query<Area> area(String slug) {
    return (db, caller) -> db.preparedQuery(Area.COLUMNS + "WHERE a.jurisdiction = $1 AND a.slug = $2")
        .execute(Tuple.of(caller.place().id(), slug))
        .map(rows -> Rows.one(rows, "area", Area::from));
  }

  /** A version of a section, newest first within its section; {@code text} is the section as people edit it. */
  public record SectionVersion(String section, int version, String origin, Integer catalogueVersion, String text, String reason, Decision decision,
      java.time.Instant at, String byName) {}

  /** A section that a newer catalogue and the place both changed. */
  public record Conflict(String area, String title, String section, int catalogueVersion, String ours, String theirs, String was) {}

  /** What the sections of an area said before. */
  public static Query<List<SectionVersion>> history(String slug) {
    return (db, caller) -> area(slug).ask(db, caller).compose(area -> db.preparedQuery("""
            SELECT section, version, origin, catalogue_version, content::text AS content, reason, decision::text AS decision, at, by_name
            FROM area_section
            WHERE area = $1
            ORDER BY section, version DESC
            LIMIT 500""")
        .execute(Tuple.of(area.id()))
        .map(rows -> Rows.list(rows, row -> new SectionVersion(row.getString("section"), row.getInteger("version"), row.getString("origin"),
            row.getInteger("catalogue_version"), text(row.getString("section"), row.getString("content")), row.getString("reason"),
            row.getString("decision") == null ? null : Json.read(row.getString("decision"), Decision.class), Rows.instant(row, "at"), row.getString("by_name")))));
  }

  private static String text(String section, String content) {
    return SectionText.text(Section.of(section).orElseThrow(), Json.read(content, com.fasterxml.jackson.databind.JsonNode.class));
  }

  /** What is to be chosen between, newest catalogue first. */
  public static Query<List<Conflict>> conflicts() {
    return (db, caller) -> areas().ask(db, caller).compose(areas -> db.preparedQuery("""
            SELECT r.slug, x.section, x.catalogue_version, x.theirs::text AS theirs,
              (SELECT s.content::text FROM area_section s WHERE s.area = x.area AND s.section = x.section ORDER BY s.version LIMIT 1) AS was
            FROM area_conflict x
            JOIN area r ON r.id = x.area
            WHERE x.jurisdiction = $1 AND x.choice IS NULL
            ORDER BY r.ordinal, x.section, x.catalogue_version DESC
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, row -> {
          var area = areas.stream().filter(one -> one.slug().equals(row.getString("slug"))).findFirst().orElse(null);
          var section = Section.of(row.getString("section")).orElseThrow();
          return area == null ? null : new Conflict(area.slug(), area.title(), section.word(), row.getInteger("catalogue_version"),
              SectionText.text(section, section.of(area.title(), area.content())), text(section.word(), row.getString("theirs")),
              row.getString("was") == null ? null : text(section.word(), row.getString("was")));
        }).stream().filter(java.util.Objects::nonNull).toList()));
  }

  /** The areas of this place as a catalogue's file, with what was changed here; its version counts the changes. */
  public static Query<String> catalogue() {
    return (db, caller) -> areas().ask(db, caller).compose(areas -> db.preparedQuery("SELECT count(*)::int AS changes FROM area_section WHERE jurisdiction = $1")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> SectionText.catalogue(caller.place().slug() + "-areas", 1 + rows.iterator().next().getInteger("changes"), label(caller, areas), areas)));
  }

  /** The newest version of a catalogue as a file. */
  public static Query<String> file(String id) {
    return (db, caller) -> db.preparedQuery("SELECT version, content::text AS content FROM catalogue WHERE id = $1 ORDER BY version DESC LIMIT 1")
        .execute(Tuple.of(id))
        .map(rows -> {
          var kept = rows.iterator();
          if (!kept.hasNext() && !id.equals(Catalogue.starter().id())) throw org.lectern.core.Problem.missing("catalogue");
          var content = kept.hasNext() ? Json.read(kept.next().getString("content"), com.fasterxml.jackson.databind.JsonNode.class) : Catalogue.starter().content();
          return SectionText.yaml(Json.MAPPER.createObjectNode().set("catalogue", content)) + "\n";
        });
  }

  private static String label(org.lectern.core.Caller caller, List<Area> areas) {
    var sources = areas.stream().map(Area::sourceLabel).filter(java.util.Objects::nonNull).distinct().limit(2).toList();
    var label = "Areas of " + caller.place().name() + ", as they stand there." + (sources.isEmpty() ? "" : " After: " + String.join(" ", sources));
    return label.length() > 1_000 ? label.substring(0, 999) + "…" : label;
  }

  /** The catalogues that are kept here, with their newest version. */
  public record Kept(String id, int version, String label) {}

  public static Query<List<Kept>> catalogues() {
    return (db, caller) -> db.query("SELECT DISTINCT ON (id) id, version, label FROM catalogue ORDER BY id, version DESC LIMIT 100").execute()
        .map(rows -> Rows.list(rows, row -> new Kept(row.getString("id"), row.getInteger("version"), row.getString("label"))))
        .map(kept -> kept.stream().anyMatch(one -> one.id().equals(Catalogue.starter().id())) ? kept : with(kept, Catalogue.starter()));
  }

  private static List<Kept> with(List<Kept> kept, Catalogue starter) {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(new Kept(starter.id(), starter.version(), starter.label())), kept.stream()).toList();
  }
}

package org.lectern.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** Five hundred places with worksheets on all fifteen areas: comparing them stays quick. What was measured is printed. */
class ComparisonAtSizeTest extends Story {

  private static final int PLACES = 500;
  private static final long PATIENCE_MILLIS = 1_500; // on a machine that does other things too

  @BeforeAll
  void settles() {
    hall.sql("""
        INSERT INTO jurisdiction (id, slug, name, kind, zone, population, profile, profile_version)
        SELECT gen_random_uuid(), 'size-' || n, 'Size ' || n, 'city', 'UTC', 1000 + n * 37 % 900000, 'generic', 1 FROM generate_series(1, ?) AS n""", PLACES);
    hall.sql("INSERT INTO journal_head (jurisdiction) SELECT id FROM jurisdiction WHERE slug LIKE 'size-%'");
    hall.sql("""
        INSERT INTO area (id, jurisdiction, slug, title, ordinal, status, catalogue, catalogue_version, content)
        SELECT gen_random_uuid(), j.id, a.slug, a.title, a.ordinal, 'adopted', a.catalogue, a.catalogue_version, a.content
        FROM jurisdiction j, area a
        WHERE j.slug LIKE 'size-%' AND a.jurisdiction = (SELECT id FROM jurisdiction WHERE slug = 'ashgrove')""");
    hall.sql("""
        INSERT INTO assessment (id, jurisdiction, area, version, status, criteria, rule, band, percent, source, external_id, published_at)
        SELECT gen_random_uuid(), a.jurisdiction, a.id, v, CASE v WHEN 2 THEN 'published' ELSE 'superseded' END, a.content->'criteria', '{"strong":75,"developing":40,"open":30}',
          (ARRAY['strong', 'developing', 'limited'])[1 + abs(hashtext(a.id::text)) % 3], abs(hashtext(a.id::text || v)) % 100, 'size', a.slug, now()
        FROM area a JOIN jurisdiction j ON j.id = a.jurisdiction, generate_series(1, 2) AS v
        WHERE j.slug LIKE 'size-%'""");
    hall.sql("""
        INSERT INTO assessment_answer (jurisdiction, assessment, ordinal, criterion, answer, url, quote)
        SELECT s.jurisdiction, s.id, c.n, c.one->>'id', (ARRAY['yes', 'partial', 'no', 'unclear'])[1 + abs(hashtext(s.id::text || c.n)) % 4],
          'https://size.example/manual', repeat('The words of the policy. ', 6)
        FROM assessment s, LATERAL (SELECT one, ordinality::int AS n FROM jsonb_array_elements(s.criteria) WITH ORDINALITY AS e (one, ordinality)) AS c
        WHERE s.source = 'size'""");
    hall.sql("ANALYZE");
  }

  @Test
  void stays_quick() {
    assertThat(hall.<Long>one("SELECT count(*) FROM assessment WHERE status = 'published'")).isEqualTo(PLACES * 15L);
    System.out.println("Worksheets " + hall.one("SELECT count(*) FROM assessment") + ", answers " + hall.one("SELECT count(*) FROM assessment_answer"));
    for (var path : new String[] {"/api/v1/ashgrove/areas/use-of-force/comparison", "/api/v1/ashgrove/areas/use-of-force/comparison?by=uof-3", "/api/v1/ashgrove/areas/use-of-force/comparison?sort=population&page=3",
        "/ashgrove/areas/use-of-force/compare", "/ashgrove/areas/use-of-force/compare?rows=all", "/ashgrove/areas/use-of-force/compare.csv", "/ashgrove/areas/use-of-force/compare?with=size-3,size-4,size-5",
        "/ashgrove/compare", "/size-7/areas/use-of-force/worksheet"}) {
      assertThat(median(path)).as(path).isLessThan(PATIENCE_MILLIS);
    }
    assertThat(town.bayo.reads("areas/use-of-force/comparison").at("/total").asInt()).isEqualTo(PLACES);
  }

  private long median(String path) {
    var took = new ArrayList<Long>();
    var size = 0;
    for (int i = 0; i < 9; i++) {
      var begun = System.nanoTime();
      size = town.stranger().page(path).expect(200).text().length();
      took.add((System.nanoTime() - begun) / 1_000_000);
    }
    Collections.sort(took);
    System.out.printf("%-70s median %d ms, slowest %d ms, %d KB%n", path, took.get(4), took.get(8), size / 1024);
    return took.get(4);
  }
}

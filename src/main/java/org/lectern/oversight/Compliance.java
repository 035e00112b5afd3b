package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.lectern.core.Rows;

/** The ladder of one action: how it will be tested, in the order in which that was set, and each step up or down, the newest first. */
public record Compliance(Level level, List<Test> tests, List<Step> steps) {

  /** How compliance is tested: the share in percent that practice needs, and for how many months it must hold to be sustained. */
  public record Test(int number, String method, String sample, int share, int months, LocalDate setOn, String byName, Instant at) {
    static Test from(Row row) {
      return new Test(row.getInteger("number"), row.getString("method"), row.getString("sample"), row.getInteger("share"), row.getInteger("months"), row.getLocalDate("set_on"),
          row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  /** What was found by which test, on which day. */
  public record Step(int ordinal, Level level, Integer test, Integer share, Integer months, LocalDate testedOn, String note, String byName, Instant at) {
    static Step from(Row row) {
      return new Step(row.getInteger("ordinal"), Rows.word(row, "level", Level.class), row.getInteger("test"), row.getInteger("share"), row.getInteger("months"),
          row.getLocalDate("tested_on"), row.getString("note"), row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  static Future<Compliance> of(SqlClient db, Action action) {
    var tests = db.preparedQuery("SELECT * FROM compliance_test WHERE action = $1 ORDER BY number LIMIT 200").execute(Tuple.of(action.id())).map(rows -> Rows.list(rows, Test::from));
    var steps = db.preparedQuery("SELECT * FROM compliance_step WHERE action = $1 ORDER BY ordinal DESC LIMIT 500").execute(Tuple.of(action.id())).map(rows -> Rows.list(rows, Step::from));
    return tests.compose(all -> steps.map(climbed -> new Compliance(climbed.isEmpty() ? Level.NONE : climbed.get(0).level, all, climbed)));
  }

  public Test test(int number) {
    return tests.stream().filter(test -> test.number == number).findFirst().orElse(null);
  }
}

package org.lectern.testimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lectern.core.Batch;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;
import org.lectern.testimony.TestimonyCommands.Words;

/** The window closes to the millisecond, and a voucher tells when somebody first came. */
class AimTest {

  private static final Instant CLOSE = Instant.parse("2026-12-08T17:00:00Z");

  private static Aim aim(boolean refuses) {
    var hearing = UUID.randomUUID();
    return new Aim(hearing, hearing, null, null, null, null, null, "hearings/1", CLOSE, false, refuses);
  }

  private static Accepted accepted(Instant now, Instant attested) {
    var place = Jurisdiction.INSTALLATION;
    var submission = Intake.Submission.of(Target.hearing(1, null), new Words(null, "Words", Privacy.NAMED, "Bayo", null, null, null, null, null), new Secrets(Secrets.random(32)), attested);
    return new Accepted(new Batch.Asked<>(Caller.visitor(place), submission, now), aim(false), Intake.Parent.NONE, false, List.of());
  }

  @Test
  void theLastMillisecondIsInTimeAndTheNextIsLate() {
    assertThat(aim(false).late(CLOSE, false)).isFalse();
    assertThat(aim(false).late(CLOSE.plusMillis(1), false)).isTrue();
    assertThatThrownBy(() -> aim(true).late(CLOSE.plusMillis(1), false)).isInstanceOf(Problem.class).hasMessage("window_closed");
    assertThat(aim(true).late(CLOSE.plusMillis(1), true)).isTrue();
    assertThat(accepted(CLOSE, null).late).isFalse();
    assertThat(accepted(CLOSE.plusMillis(1), null).late).isTrue();
  }

  @Test
  void aVoucherCountsForAQuarterOfAnHour() {
    var came = CLOSE.minusSeconds(1);
    assertThat(accepted(CLOSE.plusSeconds(900), came).late).isFalse();
    assertThat(accepted(CLOSE.plusSeconds(900), came).receivedAt).isEqualTo(came);
    assertThat(accepted(CLOSE.plusSeconds(900).plusMillis(1), came).late).isTrue();
    assertThat(accepted(CLOSE.plusSeconds(60), CLOSE.plusMillis(1)).late).isTrue();
  }
}

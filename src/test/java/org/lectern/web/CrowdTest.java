package org.lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One network or one session may not take all sockets. */
class CrowdTest {

  private final Crowd crowd = new Crowd();

  private int enters(int tries, String source, String session) {
    int in = 0;
    for (int i = 0; i < tries; i++) if (crowd.enter(source, session)) in++;
    return in;
  }

  @Test
  void aNetworkHasItsShareAndASessionAFew() {
    assertThat(enters(600, "library", null)).isEqualTo(Crowd.MOST_OF_A_SOURCE);
    assertThat(enters(10, "home", "session")).isEqualTo(Crowd.MOST_OF_A_SESSION);
    assertThat(enters(1, "elsewhere", "session")).as("the same session from elsewhere").isZero();
    crowd.leave("library", null);
    assertThat(enters(2, "library", null)).isEqualTo(1);
  }

  @Test
  void thisMachineIsNoSourceButAllTogetherHaveAnEnd() {
    assertThat(enters(Crowd.MOST + 10, null, null)).isEqualTo(Crowd.MOST);
    assertThat(crowd.all()).isEqualTo(Crowd.MOST);
    assertThat(enters(1, "home", null)).isZero();
    crowd.leave(null, null);
    assertThat(enters(2, "home", null)).isEqualTo(1);
  }
}

package org.lectern.testimony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PersonalDataTest {

  private static List<String> found(String text) {
    return PersonalData.in(text).stream().map(finding -> finding.kind() + " " + finding.in(text)).toList();
  }

  @Test
  void whatLeadsToSomebodysDoorIsFound() {
    assertThat(found("Write to ana.lopez+x@mail.example.org, please.")).containsExactly("EMAIL ana.lopez+x@mail.example.org");
    assertThat(found("His number is 078-05-1120.")).containsExactly("SSN 078-05-1120");
    assertThat(found("my SSN: 078 05 1120")).containsExactly("SSN SSN: 078 05 1120");
    assertThat(found("Call (415) 555-0132 or 415.555.0133 or +1 415 555 0134.")).containsExactly("PHONE (415) 555-0132", "PHONE 415.555.0133", "PHONE +1 415 555 0134");
    assertThat(found("call me at 555-0132")).containsExactly("PHONE call me at 555-0132");
    assertThat(found("+52 55 1234 5678")).containsExactly("PHONE +52 55 1234 5678");
    assertThat(found("He lives at 1420 N. Martin Luther Street, Apt 4B.")).containsExactly("ADDRESS 1420 N. Martin Luther Street, Apt 4B");
    assertThat(found("the officer of 77 Oak Ave")).containsExactly("ADDRESS 77 Oak Ave");
    assertThat(found("Vive en Calle Las Flores 123")).containsExactly("ADDRESS Calle Las Flores 123");
    assertThat(found("the car, license plate 7ABC123, was")).containsExactly("PLATE license plate 7ABC123");
    assertThat(found("con placas: ABC-1234")).containsExactly("PLATE placas: ABC-1234");
  }

  @Test
  void whatAHearingIsAboutIsNot() {
    for (var text : List.of(
        "Ordinance 2026-0142 and case 24-1234 of 2025-11-03 say so.", "Government Code 54954.2 and 34 U.S.C. 12601.", "In 2020, 1,127 people were killed.",
        "On the 300 block of Oak, near Main Street, at 7:30.", "Item 12 Police Reform was heard 3 times.", "I paid $1,200.00 on 12/03/2024.",
        "Badge 4521 stopped me.", "The plate was empty and the matter is on the agenda.", "See pages 100-200 and 212-215.", "Docket FNS-2018-0004-5999.",
        "Between 9 AM and 5 PM, 24/7, 100 % of them.", "The matrícula of the school rose to 900."))
      assertThat(found(text)).as(text).isEmpty();
  }

  @Test
  void theLongestTextIsReadAtOnce() {
    for (var piece : List.of("1 A ", "a.a@a.", "1-", "+1 23 45 ", "Calle A ", "plate A", "call me ", "(415) ", "9 North South East ")) {
      var text = piece.repeat(20_000 / piece.length());
      Assertions.assertTimeout(Duration.ofSeconds(1), () -> PersonalData.in(text), piece);
    }
  }
}

package org.lectern.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lectern.core.Problem;
import org.lectern.web.Messages;
import org.lectern.web.Problems;

/** A problem as the operator reads it. */
final class Sentences {
  private Sentences() {}

  static String of(Problem problem) {
    var english = Messages.in("en");
    return Stream.concat(Stream.of(Problems.sentence(english, problem)),
            problem.faults().stream().map(fault -> fault.pointer() + ": " + Problems.sentence(english, fault)))
        .collect(Collectors.joining(" "));
  }
}

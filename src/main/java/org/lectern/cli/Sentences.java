package org.lectern.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lectern.core.Problem;
import org.lectern.web.Messages;

/** A problem as the operator reads it. */
final class Sentences {
  private Sentences() {}

  static String of(Problem problem) {
    var english = Messages.in("en");
    return Stream.concat(Stream.of(english.say("problem." + problem.code(), problem.args().toArray())),
            problem.faults().stream().map(fault -> fault.pointer() + ": " + english.say("fault." + fault.code(), fault.args().toArray())))
        .collect(Collectors.joining(" "));
  }
}

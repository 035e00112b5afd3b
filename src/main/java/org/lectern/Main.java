package org.lectern;

import org.lectern.cli.Commands;

/** Lectern: public hearings, community input and oversight actions, pushed live to everyone who follows. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = Commands.run(args);
    if (code != 0) System.exit(code);
  }
}

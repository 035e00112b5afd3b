package org.lectern.cli;

/** Something that the operator has to see to: one sentence that says what, and the code with which the command ends. */
final class Trouble extends RuntimeException {

  static final int DATABASE = 3;
  static final int SCHEMA = 4;
  static final int PORT = 5;
  static final int SETTINGS = 6;
  static final int INPUT = 7;

  final int code;

  Trouble(int code, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
  }
}

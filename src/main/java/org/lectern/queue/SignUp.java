package org.lectern.queue;

/**
 * Somebody who wants to speak. {@code item} is the ordinal of the agenda item, null for the first that takes speakers. No
 * name is required; the e-mail is private and only for telling the speaker of changes. {@code firstTime}: has not spoken to
 * this body before, which counts where first-time speakers go first.
 */
public record SignUp(Integer item, String name, String email, String mode, String position, String language, String interpreter, Boolean firstTime) {

  public SignUp(Integer item, String name, String email, String mode, String position, String language, String interpreter) {
    this(item, name, email, mode, position, language, interpreter, null);
  }

  SpeakingTime.Interpreted interpreted() {
    return SpeakingTime.Interpreted.of(interpreter);
  }
}

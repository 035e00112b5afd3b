package org.lectern.queue;

/**
 * Somebody who wants to speak. {@code item} is the ordinal of the agenda item, null for the first that takes speakers. No
 * name is required; the e-mail is private and only for telling the speaker of changes.
 */
public record SignUp(Integer item, String name, String email, String mode, String position, String language, String interpreter) {}

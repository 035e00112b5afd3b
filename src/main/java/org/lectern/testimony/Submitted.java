package org.lectern.testimony;

import java.util.UUID;

/** The receipt's stuff: the number, and the id from which the secret link is made. */
public record Submitted(UUID id, String number, String target, boolean late, TestimonyStatus status, String commitment) {}

package org.lectern.exchange;

import org.lectern.bodies.BodyKind;

/** A body as the source has it, in our words. */
record BroughtBody(String source, String externalId, String name, BodyKind kind, Integer seats, String summary) {}

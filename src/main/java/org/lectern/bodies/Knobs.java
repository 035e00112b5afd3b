package org.lectern.bodies;

/**
 * What a place sets for itself, in the units of its preset (hours, days or business days); null is as the preset has it. Lead times
 * may be longer than the law's and never shorter.
 *
 * @param materialsHours   before the start, by when the public can read the papers
 * @param allotmentSeconds speaking time of a turn
 * @param responseDays     how long an agency has to answer
 */
public record Knobs(
    Integer regular, Integer special, Integer emergency, Integer materialsHours, Integer allotmentSeconds, Integer responseDays, Boolean phoneInRequired) {}

package org.lectern.web;

/**
 * How much may come from one source, whatever it says. Beyond {@code anonymous} or {@code named} an hour it is accepted and held as
 * a flood, unless it carries a proof of work; beyond {@code most} an hour it is answered 429. {@code burst} a minute is told to
 * moderators. Above {@code rate} a second over all sources what is anonymous needs a proof too.
 *
 * @param countLocal whether this machine's own loopback is a source like any other
 */
public record FloodKnobs(int anonymous, int named, int most, int burst, int rate, boolean countLocal) {

  public static final FloodKnobs DEFAULT = new FloodKnobs(10, 60, 300, 5, 50, false);
}

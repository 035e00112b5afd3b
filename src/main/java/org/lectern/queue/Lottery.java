package org.lectern.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.lectern.core.Secrets;

/**
 * A lottery for the order of a line, which anyone can check. When sign-up opens, SHA-256 of a random seed of 32 bytes is
 * published; at the draw the seed is. The ticket of slot n is SHA-256 over the 32 bytes of the seed followed by n in decimal
 * digits (ASCII, no leading zero); tickets stand in ascending order of their 32 bytes, unsigned, first byte first.
 *
 * <p>It proves that the order was fixed before anybody signed up and depends on nothing but the numbers. It does not prove
 * that the operator, who can read the seed, gave no number with a mind to it.
 *
 * @param item     number of the agenda item
 * @param seedHash hexadecimal, as everywhere here
 * @param seed     null until the draw
 * @param drawnAt  null until the draw
 * @param tickets  who took part, in the order drawn; empty until the draw
 */
public record Lottery(long hearing, String item, int ordinal, String seedHash, String seed, Instant openedAt, Instant drawnAt, List<Ticket> tickets) {

  private static final HexFormat HEX = HexFormat.of();

  /** The ticket of a slot, and where it came out, from 1. */
  public record Ticket(int slot, String ticket, int rank) {}

  @JsonIgnore
  public boolean drawn() {
    return drawnAt != null;
  }

  /** SHA-256(seed ‖ n). */
  public static byte[] ticket(byte[] seed, int slot) {
    return Secrets.hash(seed, String.valueOf(slot).getBytes(StandardCharsets.US_ASCII));
  }

  /** What is published before the draw. */
  public static byte[] commitment(byte[] seed) {
    return Secrets.hash(seed);
  }

  /** Everyone who takes part, in the order in which the seed puts them. */
  public static List<Ticket> draw(byte[] seed, Collection<Integer> slots) {
    var hashed = slots.stream().distinct().map(slot -> new Ticket(slot, HEX.formatHex(ticket(seed, slot)), 0))
        .sorted(Comparator.comparing(Ticket::ticket).thenComparing(Ticket::slot)).toList();
    return java.util.stream.IntStream.range(0, hashed.size())
        .mapToObj(i -> new Ticket(hashed.get(i).slot, hashed.get(i).ticket, i + 1)).toList();
  }
}

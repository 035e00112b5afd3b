import { describe, expect, it } from "vitest";
import { Turn } from "./announcer";

describe("what is read aloud", () => {
  it("says the first sentence at once", () => {
    const turn = new Turn();
    turn.offer("Testimony received", 0);
    expect(turn.wait(0)).toBe(0);
    expect(turn.take(0)).toBe("Testimony received");
    expect(turn.wait(1)).toBeUndefined();
  });
  it("then one per ten seconds, and only the latest of those that waited", () => {
    const turn = new Turn();
    turn.offer("Ruth is speaking", 0);
    turn.take(0);
    turn.offer("One new testimony", 2000);
    turn.offer("Two new testimonies", 6000);
    expect(turn.wait(6000)).toBe(4000);
    expect(turn.take(9999)).toBeUndefined();
    expect(turn.take(10_000)).toBe("Two new testimonies");
    expect(turn.take(20_000)).toBeUndefined();
  });
  it("drops what would no longer be true", () => {
    const turn = new Turn();
    turn.offer("Ruth is speaking", 0);
    turn.take(0);
    turn.offer("10 seconds left", 1000, 3000);
    expect(turn.take(10_000)).toBeUndefined();
    turn.offer("Time is up", 11_000, 3000);
    expect(turn.take(11_000)).toBe("Time is up");
  });
});

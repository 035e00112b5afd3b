import { describe, expect, it } from "vitest";
import { ServerClock } from "./clock";
import { clockFace, markPassed, phase, remaining, untilNextFace } from "./countdown";

const at = (clock: string) => Date.parse(`2026-11-20T18:${clock}Z`);
const turn = { state: "speaking", started: at("00:00"), allotted: 180, used: 0 };

describe("a turn", () => {
  it("runs while somebody speaks", () => {
    expect(remaining(turn, at("00:29"))).toBe(151);
    expect(remaining({ ...turn, used: 60 }, at("00:29"))).toBe(91);
    expect(remaining(turn, at("03:12"))).toBe(-12);
  });
  it("stands still while it is paused or only called", () => {
    expect(remaining({ ...turn, state: "paused", used: 95 }, at("30:00"))).toBe(85);
    expect(remaining({ ...turn, state: "called", started: Number.NaN }, at("30:00"))).toBe(180);
  });
  it("never starts with more than it has", () => {
    expect(remaining(turn, at("00:00") - 4000)).toBe(180);
  });
  it("shows whole seconds, zero at the very end, overtime with a plus", () => {
    expect(clockFace(151)).toBe("2:31");
    expect(clockFace(150.2)).toBe("2:31");
    expect(clockFace(0.01)).toBe("0:01");
    expect(clockFace(0)).toBe("0:00");
    expect(clockFace(-0.9)).toBe("0:00");
    expect(clockFace(-12.4)).toBe("+0:12");
    expect(clockFace(600)).toBe("10:00");
  });
  it("has three phases", () => {
    expect([31, 30, 0.1, 0, -5].map(phase)).toEqual(["ok", "soon", "soon", "over", "over"]);
  });
  it("tells each mark once, when it is passed", () => {
    expect(markPassed(60.1, 59.9)).toBe(60);
    expect(markPassed(59.9, 59)).toBeUndefined();
    expect(markPassed(0.4, -0.1)).toBe(0);
    expect(markPassed(Number.NaN, 29.9)).toBeUndefined();
  });
  it("says nothing about marks it slept through", () => {
    expect(markPassed(100, 20)).toBeUndefined();
    expect(markPassed(100, 29.5)).toBe(30);
  });
  it("looks again when the face changes", () => {
    expect(untilNextFace(150.25)).toBeCloseTo(255);
    expect(untilNextFace(150)).toBe(1005);
  });
});

describe("the server's clock", () => {
  const local = 1_000_000;
  const iso = (ms: number) => new Date(ms).toISOString();
  it("takes the sample that travelled least", () => {
    const clock = new ServerClock();
    clock.observe(iso(local + 5000 - 800), local);
    clock.observe(iso(local + 5000 - 40), local);
    clock.observe(iso(local + 5000 - 300), local);
    expect(clock.now(local)).toBe(local + 4960);
  });
  it("is not turned back by the time of a past event", () => {
    const clock = new ServerClock();
    clock.observe(iso(local), local);
    clock.observe(iso(local - 3_600_000), local, false);
    expect(clock.now(local)).toBe(local);
  });
  it("notices when the device's clock was moved", () => {
    const clock = new ServerClock();
    clock.observe(iso(local), local);
    clock.observe(iso(local), local + 60_000);
    expect(clock.now(local + 60_000)).toBe(local);
  });
  it("is the device's own until it hears", () => {
    const clock = new ServerClock();
    clock.observe(undefined, local);
    expect(clock.now(local)).toBe(local);
  });
});

import { describe, expect, it } from "vitest";
import { jitter, retryAfter, waitAfter } from "./backoff";

describe("coming back", () => {
  it("spreads from nothing to the doubled base and never beyond half a minute", () => {
    expect(jitter(0, 0.999)).toBeLessThan(500);
    expect(jitter(3, 0.5)).toBe(2000);
    expect(jitter(30, 1)).toBe(30_000);
    expect(jitter(7, 0)).toBe(0);
  });
  it("does what a restarting server asks, within reason", () => {
    expect(waitAfter(1012, '{"retry_ms":7300}', 0)).toBe(7300);
    expect(waitAfter(1012, '{"retry_ms":9000000}', 0)).toBe(30_000);
    expect(waitAfter(1012, '{"retry_ms":-5}', 0, 0.5)).toBe(5000);
    expect(waitAfter(1012, "", 0, 0.25)).toBe(2500);
  });
  it("keeps away when it was told that it is too much", () => {
    for (const code of [4400, 4408, 4413, 4429]) expect(waitAfter(code, "", 0, 0)).toBeGreaterThanOrEqual(2000);
    expect(waitAfter(4403, "", 0, 0)).toBeGreaterThanOrEqual(15_000);
  });
  it("backs off by failures otherwise", () => {
    expect(waitAfter(1006, "", 2, 1)).toBe(2000);
  });
});

describe("Retry-After", () => {
  it("reads seconds and dates", () => {
    const now = Date.parse("2026-11-20T18:00:00Z");
    expect(retryAfter("12")).toBe(12_000);
    expect(retryAfter("Fri, 20 Nov 2026 18:00:30 GMT", now)).toBe(30_000);
    expect(retryAfter("Fri, 20 Nov 2026 17:00:00 GMT", now)).toBe(0);
  });
  it("is undefined when there is nothing to honour", () => {
    expect(retryAfter(null)).toBeUndefined();
    expect(retryAfter("soon")).toBeUndefined();
  });
});

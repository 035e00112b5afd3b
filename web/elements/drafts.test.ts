import { describe, expect, it } from "vitest";
import { collect, type Field, isDraftable, isExpired, restore } from "./drafts";
import { nextTry, outcome } from "./sending";

const field = (name: string, value: string, more: Partial<Field> = {}): Field => ({
  name,
  type: "text",
  value,
  isPrivate: false,
  isTouched: true,
  ...more,
});

describe("what is kept of a form", () => {
  it("leaves contact data, secrets and the key out", () => {
    for (const type of ["email", "tel", "password", "hidden", "file"])
      expect(isDraftable({ name: "x", type, isPrivate: false })).toBe(false);
    expect(isDraftable({ name: "address", type: "text", isPrivate: true })).toBe(false);
    expect(isDraftable({ name: "", type: "text", isPrivate: false })).toBe(false);
    expect(isDraftable({ name: "text", type: "textarea", isPrivate: false })).toBe(true);
  });
  it("keeps words and choices, also the choice not to", () => {
    const form = [
      field("text", "I live on Alder Street", { type: "textarea" }),
      field("position", "support", { type: "radio", checked: false }),
      field("position", "oppose", { type: "radio", checked: true }),
      field("withhold", "yes", { type: "checkbox", checked: false }),
      field("email", "bayo@example.org", { type: "email" }),
    ];
    expect(collect(form)).toEqual({ text: ["I live on Alder Street"], position: ["oppose"], withhold: [] });
  });
  it("keeps nothing of a form nobody touched", () => {
    expect(collect([field("text", "", { isTouched: false })])).toBeUndefined();
    expect(collect([field("email", "bayo@example.org", { type: "email" })])).toBeUndefined();
  });
});

describe("what comes back", () => {
  it("fills in order, ticks and unticks", () => {
    const form = [
      field("link", ""),
      field("link", ""),
      field("topic", "budget", { type: "checkbox", checked: true }),
      field("topic", "safety", { type: "checkbox", checked: false }),
    ];
    expect(restore(form, { link: ["a", "b"], topic: ["safety"] })).toBe(true);
    expect(form.map((one) => one.value)).toEqual(["a", "b", "budget", "safety"]);
    expect(form.map((one) => one.checked)).toEqual([undefined, undefined, false, true]);
  });
  it("leaves alone what the draft does not know and what is private", () => {
    const form = [field("new", "from the server"), field("email", "", { type: "email" })];
    expect(restore(form, { email: ["old@example.org"] })).toBe(false);
    expect(form[0]?.value).toBe("from the server");
    expect(form[1]?.value).toBe("");
  });
  it("says so only when something changed", () => {
    expect(restore([field("text", "same")], { text: ["same"] })).toBe(false);
  });
  it("does not come back after two weeks", () => {
    const day = 86_400_000;
    expect(isExpired(0, 13 * day)).toBe(false);
    expect(isExpired(0, 15 * day)).toBe(true);
  });
});

describe("what the answer means", () => {
  const answer = { status: 200, ok: true, redirected: false, retryAfter: null };
  it("is done when the server led on", () => {
    expect(outcome({ ...answer, redirected: true }, false)).toBe("done");
  });
  it("is not done when it led to signing in", () => {
    expect(outcome({ ...answer, redirected: true }, true)).toBe("page");
  });
  it("is a page when there is something to correct", () => {
    for (const status of [400, 401, 409, 413, 422])
      expect(outcome({ ...answer, status, ok: false }, false)).toBe("page");
  });
  it("is sent again when it may not have arrived", () => {
    for (const status of [408, 429, 500, 502, 503, 504])
      expect(outcome({ ...answer, status, ok: false }, false)).toBe("later");
  });
  it("waits as asked, else a growing while, never in a tight loop", () => {
    expect(nextTry("7", 1)).toBe(7000);
    expect(nextTry(null, 1, 0)).toBe(1000);
    expect(nextTry(null, 20, 1)).toBe(31_000);
  });
});

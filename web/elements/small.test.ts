import { describe, expect, it } from "vitest";
import { additions } from "./hold";
import { keyFor, neighbour } from "./keys";
import { say } from "./words";

describe("what waits behind the button", () => {
  it("is what is new, not what changed or went", () => {
    expect(additions(["t-1", "t-2"], ["t-4", "t-3", "t-2"])).toEqual(["t-4", "t-3"]);
    expect(additions(["t-1"], [])).toEqual([]);
  });
});

describe("keys of the console", () => {
  const press = (key: string, more = {}) => ({
    key,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    repeat: false,
    ...more,
  });
  const page = { isField: false, isControl: false };
  it("are the letters and signs as printed", () => {
    expect(keyFor(press("N"), page)).toBe("n");
    expect(keyFor(press(" "), page)).toBe("space");
    expect(keyFor(press("+"), page)).toBe("+");
  });
  it("leave typing, the browser and a held key alone", () => {
    expect(keyFor(press("n"), { isField: true, isControl: false })).toBeUndefined();
    expect(keyFor(press("n", { ctrlKey: true }), page)).toBeUndefined();
    expect(keyFor(press("n", { repeat: true }), page)).toBeUndefined();
  });
  it("leave Space and Enter to a focused button", () => {
    const button = { isField: false, isControl: true };
    expect(keyFor(press(" "), button)).toBeUndefined();
    expect(keyFor(press("Enter"), button)).toBeUndefined();
    expect(keyFor(press("n"), button)).toBe("n");
  });
  it("walk a list and stop at its ends", () => {
    expect(neighbour(3, -1, 1)).toBe(0);
    expect(neighbour(3, -1, -1)).toBe(2);
    expect(neighbour(3, 2, 1)).toBe(2);
    expect(neighbour(3, 0, -1)).toBe(0);
  });
});

describe("words", () => {
  const showNew = { one: "Показать {n} новое", few: "Показать {n} новых", many: "Показать {n} новых", other: "{n}" };
  it("take the plural of their language", () => {
    expect(say(showNew, "ru", { n: 1 })).toBe("Показать 1 новое");
    expect(say(showNew, "ru", { n: 5 })).toBe("Показать 5 новых");
    expect(say({ one: "Show 1 new", other: "Show {n} new" }, "en", { n: 4 })).toBe("Show 4 new");
  });
  it("fall back to the general form and leave unknown places visible", () => {
    expect(say({ other: "{n} new" }, "ar", { n: 2 })).toMatch(/new/);
    expect(say("Last updated {time}", "en")).toBe("Last updated {time}");
  });
});

/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";
import pairs from "../styles/pairs.json";
import room from "../styles/room.css?raw";
import tokens from "../styles/tokens.css?raw";

type Colours = Record<string, string>;
const read = (css: string): Colours =>
  Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [name, hex]));

const [bright = "", night = ""] = tokens.split("@media (prefers-color-scheme: dark)");
const light = read(bright);
const dark = { ...light, ...read(night) };

/** WCAG 2: relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

it("knows black on white", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});

for (const [scheme, colours] of Object.entries({
  light,
  dark,
  "light room": { ...light, ...read(room) },
  "dark room": { ...dark, ...read(room) },
}))
  describe(scheme, () => {
    const inRoom = scheme.endsWith("room");
    const relevant = (pair: string[]) => !inRoom || pair.every((name) => name in read(room));
    const measure = (kind: "text" | "shape") =>
      (pairs[kind] as string[][]).filter(relevant).map(([ink = "", ground = ""]) => ({
        pair: `${ink} on ${ground}`,
        ratio: contrast(colours[ink] ?? "", colours[ground] ?? ""),
      }));
    it.each(measure("text"))("text: $pair", ({ ratio }) => expect(ratio).toBeGreaterThanOrEqual(4.5));
    it.each(measure("shape"))("shape: $pair", ({ ratio }) => expect(ratio).toBeGreaterThanOrEqual(3));
  });

import { expect, test } from "vitest";
import { agrees } from "./draw";

// Worked out with sha256sum, as the page tells everyone to.
const seed = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const hash = "4773d12e2371bb935b9a0f5439b4a1c3ad3f2414b86980f8418d1cfabdfadfef";
const rows = [
  ["17", "bb2a83d8a5afa47f7170a465dbe3de36e6413b7ded2b4150c91e76324432f8de"],
  ["1", "ed437e5f17500e60158ffe7b3168a9fbe6d148e40fb1634e72292dc4c3c00bd6"],
] as const;

test("a draw as it should be", async () => {
  expect(await agrees(seed, hash, rows)).toBe(true);
});

test("another hash, another ticket, another order, another seed", async () => {
  expect(await agrees(seed, hash.replace("4", "5"), rows)).toBe(false);
  expect(await agrees(seed, hash, [["17", hash], rows[1]])).toBe(false);
  expect(await agrees(seed, hash, [["18", rows[0][1]], rows[1]])).toBe(false);
  expect(await agrees(seed, hash, [...rows].reverse())).toBe(false);
  expect(await agrees(seed.replace("00", "01"), hash, rows)).toBe(false);
});

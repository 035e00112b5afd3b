import { expect, test } from "vitest";
import { firstWord, solve } from "./proof";

/** As the browser itself reckons it. */
async function reference(text: string): Promise<number> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new DataView(digest).getUint32(0);
}

test("the first word of SHA-256, whatever the length", async () => {
  for (const text of ["", "abc", "a".repeat(55), "b".repeat(56), "c".repeat(64), "ñ▇😀".repeat(40)]) {
    expect(firstWord(new TextEncoder().encode(text))).toBe(await reference(text));
  }
});

test("a number is found that begins with as many zero bits", async () => {
  const proof = await solve("v1.10.1.x.y", 10);
  expect(proof).toMatch(/^v1\.10\.1\.x\.y:\d+$/);
  expect((await reference(proof)) >>> 22).toBe(0);
});

// In Spanish, nothing of ours is left in English, and every time says its zone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { open, person } from "./support/browser.mjs";
import { everyPage } from "./support/pages.mjs";

const LOCALES = join(import.meta.dirname, "..", "locales");

/** A catalogue: key to sentence. */
function catalogue(language) {
  const lines = readFileSync(join(LOCALES, `messages_${language}.properties`), "utf8")
    .replace(/\\\r?\n\s*/g, "")
    .split(/\r?\n/);
  const read = (text) =>
    text
      .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\(.)/g, "$1");
  return new Map(
    lines
      .filter((line) => /^\s*[^#!\s]/.test(line))
      .map((line) => {
        const [, key, sentence] = /^\s*((?:\\.|[^=:\s\\])+)\s*[=:\s]\s*(.*)$/.exec(line);
        return [read(key), read(sentence)];
      }),
  );
}

/** The words of a sentence between what is filled in. */
const pieces = (sentence) =>
  sentence.split(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/).map((piece) => piece.replace(/\s+/g, " ").trim());

const english = catalogue("en");
const spanish = catalogue("es");
const ours = new Set([...spanish.values()]);
const sentences = [...english].filter(([key, sentence]) => spanish.get(key) !== sentence && !ours.has(sentence));
const whole = new Map(
  sentences.filter(([, sentence]) => !sentence.includes("{")).map(([key, sentence]) => [sentence.trim(), key]),
);
const parts = sentences.flatMap(([key, sentence]) =>
  pieces(sentence)
    .filter((piece) => piece.length >= 12 && piece.includes(" "))
    .map((piece) => [piece, key]),
);

/** What a person reads on the page that is not another person's own words. */
const texts = (page) =>
  page.evaluate(() => {
    const foreign = ".text, bdi, code, pre, li:has(pre), time, [lang]:not(html):not([lang=es])";
    const found = [document.title.split(" · ")[0]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.data.replace(/\s+/g, " ").trim();
      if (text && !parent.closest(`script, style, ${foreign}`)) found.push(text);
    }
    for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [data-cue]"))
      if (!element.closest(foreign))
        for (const name of ["aria-label", "placeholder", "title", "data-cue"])
          if (element.getAttribute(name)) found.push(element.getAttribute(name));
    return found;
  });

const ZONE = /\b(?:[A-Z]{3,5}|GMT|UTC)(?:[+−-]\d{1,2}(?::\d{2})?)?\b/;
const times = (page) =>
  page.$$eval("time", (all) => all.map((it) => it.textContent.trim()).filter((text) => /\d{1,2}:\d{2}/.test(text)));

for (const { name, address, role } of await everyPage())
  test(`${name}${role ? ` (${role})` : ""} is in Spanish`, async () => {
    const maria = await person({ role, language: "es-MX,es;q=0.9,en;q=0.5" });
    await open(maria, address);
    assert.equal(await maria.$eval("html", (it) => it.lang), "es");
    const left = new Set();
    for (const shown of await texts(maria)) {
      const text = shown.replace(/\[[^\]]*\]/g, ""); // the marks of a pasted agenda are the same in every language
      if (whole.has(text)) left.add(`“${text}” (${whole.get(text)})`);
      for (const [piece, key] of parts) if (text.includes(piece)) left.add(`“${text}” (${key})`);
      if (/^[a-z_]+(\.[a-z_]+)+$/.test(text)) left.add(`“${text}”: a key without a sentence`);
    }
    if (left.size) assert.fail(`English on ${address}:\n${[...left].join("\n")}`);
    for (const time of await times(maria)) assert.match(time, ZONE, `a time without its zone on ${address}`);
    await maria.browserContext().close();
  });

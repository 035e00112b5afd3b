// While much comes in, a browser does a small sum in a worker: its form carries the answer, and the page stays as quick as it was.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { CITY, open, person, textOf, until } from "./support/browser.mjs";

const TESTIFY = `${CITY}/areas/civilian-oversight/testify`;

/** Somebody at the form while the house asks for a sum of so many bits. */
async function asked(bits) {
  const page = await person({ size: "phone" });
  const workers = [];
  page.on("workercreated", (worker) => workers.push(worker.url()));
  await page.setRequestInterception(true);
  page.on("request", (request) =>
    request.url().endsWith("/puzzle")
      ? request.respond({
          contentType: "application/json",
          body: JSON.stringify({ bits, challenge: `v1.${bits}.1.forced.hard` }),
        })
      : request.continue(),
  );
  await open(page, TESTIFY);
  return { page, workers };
}

test("the form carries the answer, from a worker", async () => {
  const { page, workers } = await asked(17);
  await page.type("#text", "Written while the machine reckons.");
  const answer = () => page.$eval("input[name=proof]", (field) => field.value);
  await until(answer, (value) => value !== "", "the form carries the answer", { within: 30_000 });
  const hash = createHash("sha256").update(await answer()).digest();
  assert.equal(hash.readUInt32BE(0) >>> 15, 0, "it begins with seventeen zero bits");
  assert.equal(workers.length, 1, "one worker did it");
  assert.match(workers[0], /\/assets\/proof-/);
  await page.click("input[name=privacy][value=anonymous]");
  await Promise.all([page.waitForNavigation(), page.click("form[enctype] .button-primary")]);
  assert.match(page.url(), /\/receipt\//);
  assert.deepEqual(page.complaints, []);
});

test("the hardest sum leaves the page as quick as it was", async () => {
  const { page, workers } = await asked(24);
  await page.type("#text", "W");
  await until(
    () => workers.length,
    (n) => n === 1,
    "a worker reckons",
  );
  const longest = await page.evaluate(
    () =>
      new Promise((done) => {
        let last = performance.now();
        let gap = 0;
        const end = last + 1500;
        const look = () => {
          const now = performance.now();
          gap = Math.max(gap, now - last);
          last = now;
          if (now < end) setTimeout(look, 5);
          else done(gap);
        };
        look();
      }),
  );
  assert.ok(longest < 400, `the page stood still for ${Math.round(longest)} ms`);
  assert.equal(await textOf(page, ".error-message"), "");
  assert.deepEqual(page.complaints, []);
});

test("without script the same form is sent without it", async () => {
  const page = await person({ script: false, size: "phone" });
  await open(page, TESTIFY);
  await page.type("#text", "Without script.");
  await page.click("input[name=privacy][value=anonymous]");
  await Promise.all([page.waitForNavigation(), page.click("form[enctype] .button-primary")]);
  assert.match(page.url(), /\/receipt\//);
});

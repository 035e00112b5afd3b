// Networks fail. The page says so, comes back by itself, and nothing is missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aHearing, exists, isLive, open, person, sees, testify, textOf, until } from "./support/browser.mjs";
import { aWire } from "./support/wire.mjs";

const wire = await aWire();
const REGIONS = ["#hearing-status", "#hearing-agenda", "#hearing-testimony", "#hearing-queue"];

async function reader(path) {
  wire.splice();
  const ruth = await person({ through: wire.port });
  await open(ruth, path);
  await isLive(ruth);
  await ruth.evaluate(() => (window.stillTheSamePage = true));
  return ruth;
}

/** A page that was there all along shows what a page shows that comes now. */
async function sameAsFresh(page, path) {
  const fresh = await person();
  await open(fresh, path);
  for (const region of REGIONS) {
    const now = (await textOf(fresh, region)).replace(/\d+:\d\d/g, "");
    await until(
      async () => (await textOf(page, region)).replace(/\d+:\d\d/g, ""),
      (seen) => seen === now,
      `${region} says “${now}”`,
    );
  }
  assert.ok(await page.evaluate(() => window.stillTheSamePage));
}

test("When the network breaks the page says “Connection lost”, and later it is live again with all that was missed", async () => {
  const { path, clerk } = await aHearing("Night buses on Oak Street", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const ruth = await reader(path);
  wire.cut();
  await sees(ruth, "live-state", "Connection lost");

  await testify(path, "Bayo Adeyemi", "Said while Ruth heard nothing.");
  await clerk.post(`${path}/console/speaker/next`);
  await clerk.post(`${path}/console/speaker/start`);
  await testify(path, "Kim Lan", "And this too.");
  assert.doesNotMatch(await textOf(ruth, "#hearing-testimony"), /Said while/);

  wire.splice();
  await isLive(ruth).catch(() => isLive(ruth));
  await sees(ruth, "#hearing-testimony", "Said while Ruth heard nothing.");
  await sees(ruth, "#hearing-testimony", "And this too.");
  await sees(ruth, "#hearing-queue .slot-now", "Bayo Adeyemi");
  await sameAsFresh(ruth, path);
});

test("A socket that the service closes comes back, again and again, and nothing is shown twice", async () => {
  const { path } = await aHearing("Trees on Mill Road");
  const ruth = await reader(path);
  for (const word of ["First", "Second", "Third"]) {
    wire.dropSockets();
    await testify(path, "Kim Lan", `${word} thing about trees.`);
    await sees(ruth, "#hearing-testimony", `${word} thing about trees.`, { within: 8000 });
  }
  assert.equal(await ruth.$$eval("#hearing-testimony .testimony", (all) => all.length), 3);
  await sameAsFresh(ruth, path);
});

test("A device that says it is offline is told so at once, and comes back the moment it is online", async () => {
  const { path } = await aHearing("Street lights");
  const ruth = await reader(path);
  await ruth.setOfflineMode(true);
  await sees(ruth, "live-state", "Connection lost", { within: 1000 });
  await testify(path, "Bayo Adeyemi", "Said while the phone was in a tunnel.");
  await ruth.setOfflineMode(false);
  await sees(ruth, "#hearing-testimony", "in a tunnel", { within: 2000 });
});

test("Where sockets do not get through, the page asks for itself every ten seconds and says so", async () => {
  const { path } = await aHearing("Libraries on Sundays");
  const ruth = await reader(path);
  wire.noSockets = true;
  wire.dropSockets();
  await testify(path, "Kim Lan", "Sunday is the only day I can come.");
  await until(
    () => ruth.evaluate(() => document.querySelector("live-state").dataset.state),
    (state) => state === "polling",
    "it asks",
    { within: 12_000 },
  );
  await sees(ruth, "#hearing-testimony", "Sunday is the only day", { within: 12_000 });
  wire.splice();
  await until(
    () => ruth.evaluate(() => document.querySelector("live-state").dataset.state),
    (state) => state === "live",
    "live again",
    { within: 35_000 },
  );
  assert.ok(await exists(ruth, "#hearing-testimony .testimony"));
});

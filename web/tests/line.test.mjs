// The console, the room's display and the resident's phone: one topic, the same picture within half a second.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aHearing, exists, isLive, open, person, press, sees, textOf, until } from "./support/browser.mjs";
import { aWire } from "./support/wire.mjs";

/** When the page itself first showed it, by its own look every few milliseconds. */
const showedAt = async (page, selector, what) => {
  const seen = await page
    .waitForFunction((where) => (document.querySelector(where) ? Date.now() : 0), { timeout: 5000, polling: 10 }, selector)
    .catch(() => assert.fail(`Never: ${what}`));
  return seen.jsonValue();
};

test("The console, the room and the phone agree within half a second", async () => {
  const { path, places } = await aHearing("Night buses, three screens", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const ines = await person({ role: "clerk" });
  await open(ines, `${path}/console`);
  const room = await person();
  await open(room, `${path}/room`);
  const bayo = await person({ size: "phone" });
  await open(bayo, places[0]);
  await Promise.all([isLive(ines), isLive(bayo)]);
  await sees(room, "#room .queue", "Bayo Adeyemi");
  await new Promise((later) => setTimeout(later, 500));

  for (const [key, status] of [
    ["Space", "called"],
    ["Space", "speaking"],
    ["p", "paused"],
    ["Space", "speaking"],
  ]) {
    const all = [
      showedAt(ines, `#console .slot-now .status[data-status=${status}]`, `the console shows ${status}`),
      showedAt(room, `#room .slot-now .status[data-status=${status}]`, `the room shows ${status}`),
      showedAt(bayo, `#my-place .status[data-status=${status}]`, `the phone shows ${status}`),
    ];
    await ines.keyboard.press(key);
    const at = await Promise.all(all);
    const apart = Math.max(...at) - Math.min(...at);
    assert.ok(apart <= 500, `${status}: the three screens were ${apart} ms apart`);
    await new Promise((later) => setTimeout(later, 600));
  }
  const clocks = await Promise.all([ines, room, bayo].map((page) => textOf(page, "turn-timer")));
  const seconds = clocks.map((face) => Number(face.split(":")[0]) * 60 + Number(face.split(":")[1]));
  assert.ok(Math.max(...seconds) - Math.min(...seconds) <= 1, `the clocks agree: ${clocks}`);
  for (const page of [ines, room, bayo]) assert.deepEqual(page.complaints, []);
});

test("After a cut connection the room and the phone show what happened meanwhile", async () => {
  const wire = await aWire();
  const { path, places, clerk } = await aHearing("Night buses, a cut wire", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const room = await person({ through: wire.port });
  await open(room, `${path}/room`);
  const kim = await person({ through: wire.port });
  await open(kim, places[1]);
  await isLive(kim);
  wire.cut();
  await sees(kim, "live-state", "Connection lost");
  await clerk.post(`${path}/console/speaker/next`);
  await clerk.post(`${path}/console/speaker/start`);
  await clerk.post(`${path}/console/speaker/finish`);
  await clerk.post(`${path}/console/speaker/next`);
  wire.splice();
  await until(() => exists(kim, "#my-place .status[data-status=called]"), Boolean, "the phone says it is Kim's turn", { within: 20_000 });
  await sees(room, "#room .slot-now", "Kim Lan", { within: 20_000 });
});

test("A slip is taken back by U within ten seconds, and then the button goes", async () => {
  const { path } = await aHearing("Night buses, a slip", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const ines = await person({ role: "clerk" });
  await open(ines, `${path}/console`);
  await isLive(ines);
  await press(ines, '#console form[action$="/speaker/next"] button');
  await until(() => exists(ines, "undo-button:not([hidden])"), Boolean, "the move can be taken back");
  await ines.keyboard.press("u");
  await until(
    () => exists(ines, "#console .slot-now"),
    (there) => !there,
    "nobody is called",
  );
  await sees(ines, "#console .next", "Bayo Adeyemi");
  await press(ines, '#console form[action$="/speaker/next"] button');
  await until(() => exists(ines, "undo-button:not([hidden])"), Boolean, "the button is back");
  await until(
    () => exists(ines, "undo-button:not([hidden])"),
    (there) => !there,
    "after ten seconds it is gone",
    { within: 12_000 },
  );
  assert.deepEqual(ines.complaints, []);
});

test("Kim is told once that she is next, by the page", async () => {
  const { path, places, clerk } = await aHearing("Night buses, alerts", { line: ["Bayo Adeyemi", "Tom Okafor", "Kim Lan"] });
  const kim = await person({ size: "phone" });
  await open(kim, places[2]);
  await isLive(kim);
  for (const move of ["next", "start", "finish"]) await clerk.post(`${path}/console/speaker/${move}`);
  await sees(kim, "#my-place", "Be ready: 1 person is ahead of you.");
  await sees(kim, "#announcer", "1 person is ahead of you", { within: 12_000 });
  await press(kim, "[data-alerts]");
  assert.equal(await kim.$eval("[data-alerts]", (it) => it.getAttribute("aria-pressed")), "true");
});

test("A clerk signs up a walk-in without leaving the console, and the slip stands there", async () => {
  const { path } = await aHearing("Night buses, walk-ins");
  const ines = await person({ role: "clerk" });
  await open(ines, `${path}/console`);
  await isLive(ines);
  await ines.type("#name", "Walk-in Wendy");
  await ines.keyboard.press("Enter");
  await sees(ines, "#ticket", "Walk-in Wendy");
  assert.ok(await exists(ines, "#ticket svg"));
  await sees(ines, "#console .queue", "Walk-in Wendy");
});

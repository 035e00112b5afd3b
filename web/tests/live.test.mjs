// Two and more people at one hearing, each with a browser: what one does, the others see without reloading.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  aHearing,
  exists,
  follow,
  isLive,
  open,
  person,
  press,
  sees,
  signUp,
  testify,
  textOf,
  type,
  until,
} from "./support/browser.mjs";

const SOON = { within: 1000 };

async function reader(path, options) {
  const ruth = await person(options);
  await open(ruth, path);
  await isLive(ruth);
  return ruth;
}

test("Ruth, who never signed in, reads what Bayo testifies without reloading", async () => {
  const { path } = await aHearing("Night buses on Oak Street");
  const ruth = await reader(path);
  await ruth.evaluate(() => (window.stillTheSamePage = true));

  const bayo = await person();
  await open(bayo, path);
  await follow(bayo, `a[href="${path}/testify"]`);
  await type(bayo, "#text", "My shift ends at 2. Without the night bus I walk home.");
  await type(bayo, "#name", "Bayo Adeyemi");
  await follow(bayo, "draft-form button.button-primary");
  assert.match(bayo.url(), /\/receipt\//, "Bayo has a receipt");

  await sees(ruth, "#hearing-testimony", "Without the night bus I walk home.");
  await sees(ruth, "#hearing-testimony .byline", "Bayo Adeyemi");
  assert.ok(await ruth.evaluate(() => window.stillTheSamePage), "Ruth's page was not reloaded");
  assert.deepEqual(ruth.complaints, []);
});

test("What comes while Ruth reads further down waits behind a button, and then she reads on there", async () => {
  const { path } = await aHearing("Trees on Mill Road", { until: "noticed" });
  for (let n = 1; n <= 6; n++)
    await testify(
      path,
      "Kim Lan",
      `Shade is health. Point ${n} of six, with a few words to fill the line and the next.`,
    );
  const ruth = await reader(path, { size: "phone" });
  const region = await ruth.$("#hearing-testimony");
  await region.evaluate((it) => scrollTo(0, it.getBoundingClientRect().top + scrollY + 300));

  await testify(path, "Bayo Adeyemi", "And who waters them in August?");
  await until(() => exists(ruth, ".show-new"), Boolean, "the button that shows what is new");
  assert.match(await textOf(ruth, ".show-new"), /1/);
  assert.doesNotMatch(await textOf(ruth, "#hearing-testimony"), /in August/, "nothing moves under her eyes");

  await press(ruth, ".show-new");
  await sees(ruth, "#hearing-testimony", "in August");
  assert.match(
    await ruth.evaluate(() => document.activeElement.textContent),
    /in August/,
    "reading goes on where the new begins",
  );
  assert.equal(await exists(ruth, ".show-new"), false);
});

test("Ines calls, starts, pauses and finishes Bayo; his page, the hearing and the room change within a second", async () => {
  const { path, places } = await aHearing("Night buses, second reading", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const ines = await reader(`${path}/console`, { role: "clerk" });
  const bayo = await reader(places[0]);
  const ruth = await reader(path);
  const room = await person();
  await open(room, `${path}/room`);
  await until(() => exists(room, "#room .queue"), Boolean, "the room's display");
  await sees(room, "#room .queue", "Bayo Adeyemi");

  const allSee = (status) =>
    Promise.all([
      until(
        () => exists(ruth, `#hearing-queue .slot-now .status[data-status=${status}]`),
        Boolean,
        `Ruth sees ${status}`,
        SOON,
      ),
      until(
        () => exists(room, `#room .slot-now .status[data-status=${status}]`),
        Boolean,
        `the room sees ${status}`,
        SOON,
      ),
      until(() => exists(bayo, `#my-place .status[data-status=${status}]`), Boolean, `Bayo sees ${status}`, SOON),
    ]);
  const does = async (move) => {
    await until(
      () => exists(ines, `#console form[action$="/speaker/${move}"] button`),
      Boolean,
      `the button to ${move}`,
    );
    await press(ines, `#console form[action$="/speaker/${move}"] button`);
  };

  await does("next");
  await allSee("called");
  await does("start");
  await allSee("speaking");
  await does("pause");
  await allSee("paused");
  await does("resume");
  await allSee("speaking");
  await does("finish");
  await until(
    () => exists(ruth, "#hearing-queue .slot-now"),
    (there) => !there,
    "the microphone is free",
    SOON,
  );
  await until(() => exists(bayo, "#my-place .status[data-status=spoke]"), Boolean, "Bayo has spoken", SOON);
  await sees(ines, "#console .next", "Kim Lan");
  for (const page of [ines, bayo, ruth, room]) assert.deepEqual(page.complaints, []);
});

test("Kim, third in line, moves up as others are heard, and Ines sees who signs up", async () => {
  const { path, places, clerk } = await aHearing("Libraries on Sundays", {
    line: ["Bayo Adeyemi", "Ruth Meyer", "Kim Lan"],
  });
  const kim = await reader(places[2]);
  const ines = await reader(`${path}/console`, { role: "clerk" });
  const ahead = () => textOf(kim, "#my-place .lede");
  const atFirst = await ahead();
  await clerk.post(`${path}/console/speaker/next`);
  await clerk.post(`${path}/console/speaker/start`);
  assert.equal(await ahead(), atFirst, "whoever speaks is still ahead of her");
  await clerk.post(`${path}/console/speaker/finish`);
  await until(ahead, (now) => now !== atFirst, "Kim moves up", SOON);
  await signUp(path, "Tom Okafor");
  await sees(ines, "#console", "Tom Okafor", SOON);
});

test("Two clerks press at once, and one person is called", async () => {
  const { path } = await aHearing("Street lights", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const ines = await reader(`${path}/console`, { role: "clerk" });
  const ruth = await reader(`${path}/console`, { role: "chair" });
  const next = '#console form[action$="/speaker/next"] button';
  await Promise.all([press(ines, next), press(ruth, next)]);
  for (const page of [ines, ruth]) {
    await sees(page, "#console .slot-now", "Bayo Adeyemi");
    await sees(page, "#console .queue", "Kim Lan");
  }
});

const seconds = (face) => {
  const [, sign, minutes, rest] = /^(\+?)(\d+):(\d\d)$/.exec(face) ?? assert.fail(`no time: “${face}”`);
  return (sign ? -1 : 1) * (Number(minutes) * 60 + Number(rest));
};

test("The timer counts by the service's clock on a computer whose own is five minutes wrong", async () => {
  const { path, clerk } = await aHearing("Bike lanes", { line: ["Bayo Adeyemi"] });
  await clerk.post(`${path}/console/speaker/next`);
  const right = await reader(path);
  const wrong = await reader(path, {
    before: () => {
      const Real = Date;
      Object.defineProperty(performance, "timeOrigin", { value: performance.timeOrigin + 300_000 });
      globalThis.Date = class extends Real {
        constructor(...given) {
          if (given.length) super(...given);
          else super(Real.now() + 300_000);
        }
        static now() {
          return Real.now() + 300_000;
        }
      };
    },
  });
  await clerk.post(`${path}/console/speaker/start`);
  const clock = (page) => textOf(page, "#hearing-queue turn-timer");
  for (const page of [right, wrong])
    await until(
      () => clock(page),
      (face) => seconds(face) < 179,
      "the time runs",
    );
  const [one, other] = await Promise.all([clock(right), clock(wrong)]);
  assert.ok(Math.abs(seconds(one) - seconds(other)) <= 1, `${one} and ${other}`);

  await clerk.post(`${path}/console/speaker/pause`);
  await until(() => exists(wrong, "#hearing-queue .status[data-status=paused]"), Boolean, "paused");
  const stopped = await clock(wrong);
  await new Promise((later) => setTimeout(later, 1200));
  assert.equal(await clock(wrong), stopped, "a pause stops the clock");
});

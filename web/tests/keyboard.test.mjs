// Without a mouse.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aHearing, CITY, exists, isLive, open, path, person, sees, textOf, until } from "./support/browser.mjs";

const focused = (page) =>
  page.evaluate(() => {
    const it = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
    const box = it.getBoundingClientRect();
    return {
      id: it.id,
      tag: it.localName,
      className: it.className,
      href: it.getAttribute("href"),
      words: it.textContent.trim().slice(0, 60),
      isMarked: (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
      isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });

const press = (page, key) => page.keyboard.press(key);

/** Tabs until it is there; every stop on the way must be seen. */
async function tabTo(page, isIt, what) {
  for (let steps = 0; steps < 80; steps++) {
    await press(page, "Tab");
    const stop = await focused(page);
    if (stop.tag === "body") continue;
    assert.ok(stop.isMarked, `The focus shows on ${JSON.stringify(stop)}`);
    assert.ok(stop.isSeen, `The focus is in sight on ${JSON.stringify(stop)}`);
    if (isIt(stop)) return stop;
  }
  assert.fail(`No Tab leads to ${what} on ${page.url()}`);
}

const goes = async (page, key) => Promise.all([page.waitForNavigation(), press(page, key)]);

test("The first Tab leads past the menu to the content", async () => {
  const ruth = await person();
  for (const address of ["/", CITY, `${CITY}/hearings`, "/sign-in"]) {
    await open(ruth, address);
    await press(ruth, "Tab");
    const first = await focused(ruth);
    assert.match(first.className, /skip/, address);
    assert.ok(first.isSeen && first.isMarked, address);
    await press(ruth, "Enter");
    assert.equal((await focused(ruth)).id, "main", address);
  }
});

test("Ruth testifies from the hearing page by Tab, Enter, arrows and typing alone", async () => {
  const { path: hearing } = await aHearing("Night buses on Oak Street");
  const ruth = await person();
  await open(ruth, hearing);
  await tabTo(ruth, (it) => it.href === `${hearing}/testify`, "the form");
  await goes(ruth, "Enter");
  await tabTo(ruth, (it) => it.id === "text", "the text");
  await ruth.keyboard.type("Written without a mouse.");
  await tabTo(ruth, () => true, "the positions");
  await press(ruth, "ArrowUp"); // from “no position” to the last of the four
  assert.notEqual(await ruth.$eval("input[name=position]:checked", (it) => it.value), "");
  await tabTo(ruth, (it) => it.id === "name", "the name");
  await ruth.keyboard.type("Ruth Meyer");
  await tabTo(ruth, (it) => it.tag === "button" && it.className.includes("button-primary"), "the button");
  await goes(ruth, "Enter");
  assert.match(path(ruth), /^\/receipt\//);
  await open(ruth, hearing);
  await sees(ruth, "#hearing-testimony", "Written without a mouse.");
});

test("Every stop on the way through the pages is in sight and marked", async () => {
  const ruth = await person({ size: { width: 390, height: 844 } });
  const { path: hearing, places } = await aHearing("Trees on Mill Road", { line: ["Ruth Meyer"] });
  for (const address of [CITY, hearing, `${hearing}/speak`, places[0], `${CITY}/actions`, `${CITY}/areas`]) {
    await open(ruth, address);
    await tabTo(ruth, (it) => it.tag === "html", "the end").catch((end) => {
      if (!end.message.startsWith("No Tab")) throw end;
    });
  }
});

test("Ines runs the line by keys: N, Space, P, and ? says which there are", async () => {
  const { path: hearing } = await aHearing("Libraries on Sundays", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const ines = await person({ role: "clerk" });
  await open(ines, `${hearing}/console`);
  await isLive(ines);
  const status = (word) =>
    until(() => exists(ines, `#console .slot-now .status[data-status=${word}]`), Boolean, word, { within: 2000 });
  await press(ines, "n");
  await status("called");
  await press(ines, "Space");
  await status("speaking");
  await press(ines, "p");
  await status("paused");
  await press(ines, "p");
  await status("speaking");
  await press(ines, "?");
  await until(() => exists(ines, "dialog[open]"), Boolean, "the list of keys");
  assert.match(await textOf(ines, "dialog dl"), /N/);
  assert.match(await textOf(ines, "dialog dl"), /P/);
  await press(ines, "n"); // belongs to the dialog now
  await press(ines, "Escape");
  await until(
    () => exists(ines, "dialog[open]"),
    (there) => !there,
    "the list is closed",
  );
  await status("speaking");
  await press(ines, "n");
  await until(
    () => exists(ines, "#console .slot-now"),
    (there) => !there,
    "Bayo has spoken",
  );
  await press(ines, "n");
  await sees(ines, "#console .slot-now", "Kim Lan");
  assert.deepEqual(ines.complaints, []);
});

test("Keys are letters while Ines types a name, and she can turn them off", async () => {
  const { path: hearing } = await aHearing("Street lights", { line: ["Bayo Adeyemi"] });
  const ines = await person({ role: "clerk" });
  await open(ines, `${hearing}/console`);
  await isLive(ines);
  await tabTo(ines, (it) => it.id === "name", "the name of whoever walked in");
  await ines.keyboard.type("Nan Pham");
  assert.equal(await ines.$eval("#name", (it) => it.value), "Nan Pham");
  assert.equal(await exists(ines, "#console .slot-now"), false);
  await press(ines, "Enter");
  await sees(ines, "#console .queue", "Nan Pham");

  await ines.focus("[data-keys-toggle]");
  await press(ines, "Enter");
  await ines.evaluate(() => document.activeElement.blur());
  await press(ines, "n");
  await new Promise((later) => setTimeout(later, 500));
  assert.equal(await exists(ines, "#console .slot-now"), false, "the keys are off");
});

// Nothing that somebody typed is lost, and nothing is recorded twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  aHearing,
  exists,
  follow,
  key,
  open,
  path,
  person,
  press,
  sees,
  textOf,
  type,
  until,
  Visitor,
} from "./support/browser.mjs";
import { aWire } from "./support/wire.mjs";

const WORDS = "I have lived on Oak Street for thirty years.\nThe night bus is how my daughter gets home.";
const SEND = "draft-form button.button-primary";
const hearing = await aHearing("Night buses on Oak Street");
const FORM = `${hearing.path}/testify`;

async function writer(options) {
  const page = await person(options);
  await open(page, FORM);
  return page;
}

const typed = (page, field) => page.$eval(`#${field}`, (it) => it.value);
const kept = (page) => page.evaluate(() => JSON.stringify(localStorage));

/** How often these words are on the record. */
async function timesOnRecord(words) {
  const list = (await new Visitor().get(`${hearing.path}/testimony`)).text;
  return list.split(words).length - 1;
}

test("What Rosa typed is there again after a reload and in another language; her address is not kept", async () => {
  const rosa = await writer();
  await type(rosa, "#text", WORDS);
  await press(rosa, 'input[name=position][value="oppose"]');
  await press(rosa, "draft-form details summary");
  await type(rosa, "#email", "rosa@example.org");
  await sees(rosa, ".draft-note", /\S/, { within: 1500 });
  assert.match(await kept(rosa), /thirty years/);
  assert.doesNotMatch(await kept(rosa), /rosa@example/, "contact data stays off the device");

  await rosa.reload();
  assert.equal(await typed(rosa, "text"), WORDS);
  assert.ok(await rosa.$eval('input[name=position][value="oppose"]', (it) => it.checked));
  await rosa.$eval("#text", (area) => area.setSelectionRange(area.value.length, area.value.length));
  await rosa.focus("#text");
  await rosa.keyboard.type(" Please keep it.");
  await follow(rosa, '.lang-switch a[lang="es"]'); // at once, before the pause in which drafts are saved
  assert.equal(await rosa.$eval("html", (it) => it.lang), "es");
  assert.equal(await typed(rosa, "text"), `${WORDS} Please keep it.`);
});

test("When Rosa finishes, her draft is gone; on a shared computer there never was one", async () => {
  const rosa = await writer();
  await type(rosa, "#text", "A word about the bus, number one.");
  await type(rosa, "#name", "Rosa Lindqvist");
  await sees(rosa, ".draft-note", /\S/, { within: 1500 });
  await follow(rosa, SEND);
  assert.match(path(rosa), /^\/receipt\//);
  assert.doesNotMatch(await kept(rosa), /number one/);

  await open(rosa, FORM);
  await type(rosa, "#text", "A word that nobody after me shall read.");
  await sees(rosa, ".draft-note", /\S/, { within: 1500 });
  await press(rosa, "[data-shared-computer]");
  await until(
    () => kept(rosa),
    (all) => !all.includes("nobody after me"),
    "the draft is wiped",
  );
  await rosa.reload();
  assert.equal(await typed(rosa, "text"), "");
});

test("A form that is refused keeps the words, says what to do, and its links lead to the fields", async () => {
  const rosa = await writer();
  await type(rosa, "#text", WORDS);
  await press(rosa, 'input[name=privacy][value="pseudonym"]');
  await press(rosa, SEND);
  await until(() => exists(rosa, ".error-summary"), Boolean, "the error summary");
  await until(
    () => rosa.evaluate(() => document.activeElement.className),
    (focused) => focused.includes("error-summary"),
    "the summary has the focus",
  );
  assert.equal(await typed(rosa, "text"), WORDS);
  assert.ok(await rosa.$eval('input[name=privacy][value="pseudonym"]', (it) => it.checked));
  assert.equal(await rosa.$eval("#name", (it) => it.getAttribute("aria-invalid")), "true");
  await press(rosa, '.error-summary a[href="#name"]');
  assert.equal(await rosa.evaluate(() => document.activeElement.id), "name");
  await rosa.keyboard.type("Oak Street Neighbour");
  await follow(rosa, SEND);
  assert.match(path(rosa), /^\/receipt\//);
});

test("A double tap makes one record", async () => {
  const kim = await writer();
  await type(kim, "#text", "Two taps, one record.");
  await type(kim, "#name", "Kim Lan");
  const button = await kim.$(SEND);
  await Promise.all([kim.waitForNavigation(), button.click({ count: 2 })]);
  assert.equal(await timesOnRecord("Two taps, one record."), 1);
});

test("A double tap makes one record without script too, and both taps see the same receipt", async () => {
  const fields = { key: key(), text: "Two plain taps, one record.", privacy: "named", name: "Kim Lan", language: "en" };
  const kim = new Visitor();
  const [one, other] = await Promise.all([kim.post(FORM, fields), kim.post(FORM, fields)]);
  assert.equal(one.location, other.location);
  assert.equal(await timesOnRecord("Two plain taps, one record."), 1);
});

test("Without a network the page says “Not sent yet”, and sends once when it is back", async () => {
  const wire = await aWire();
  const bayo = await writer({ through: wire.port });
  await type(bayo, "#text", "Sent from the bus, between two tunnels.");
  await type(bayo, "#name", "Bayo Adeyemi");
  wire.cut();
  await press(bayo, SEND);
  await sees(bayo, ".send-note", "Not sent yet");
  assert.equal(await typed(bayo, "text"), "Sent from the bus, between two tunnels.");
  assert.match(await kept(bayo), /two tunnels/);
  wire.splice();
  await until(
    () => path(bayo),
    (where) => where.startsWith("/receipt/"),
    "Bayo has a receipt",
    { within: 8000 },
  );
  assert.equal(await timesOnRecord("between two tunnels"), 1);
});

test("When it arrives and the answer is lost, it is sent again and recorded once", async () => {
  const wire = await aWire();
  const bayo = await writer({ through: wire.port });
  await type(bayo, "#text", "The answer to this never came.");
  await type(bayo, "#name", "Bayo Adeyemi");
  wire.losesAnswers = true;
  await press(bayo, SEND);
  await sees(bayo, ".send-note", "Not sent yet");
  await until(
    () => timesOnRecord("The answer to this never came."),
    (times) => times === 1,
    "it did arrive",
  );
  wire.splice();
  await until(
    () => path(bayo),
    (where) => where.startsWith("/receipt/"),
    "Bayo has a receipt",
    { within: 8000 },
  );
  assert.equal(await timesOnRecord("The answer to this never came."), 1);
});

test("While Ruth writes, what others do does not touch her words or her caret", async () => {
  const { path: address, clerk } = await aHearing("Libraries on Sundays", { line: ["Bayo Adeyemi"] });
  const ines = await person({ role: "clerk" });
  await open(ines, `${address}/console`);
  await type(ines, "console-keys form[action$='/sign-up'] #name", "Maria Hernandez, walked in with her s");
  await clerk.post(`${address}/console/speaker/next`);
  await until(() => exists(ines, "#console .slot-now"), Boolean, "the console changed");
  await ines.keyboard.type("on");
  assert.equal(
    await ines.$eval("console-keys form[action$='/sign-up'] #name", (it) => it.value),
    "Maria Hernandez, walked in with her son",
  );
  assert.match(await textOf(ines, "#console .slot-now"), /Bayo Adeyemi/);
});

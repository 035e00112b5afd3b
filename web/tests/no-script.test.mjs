// Everything a resident needs, and the console, with JavaScript off.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aHearing, CITY, exists, follow, open, path, person, sees, testify, textOf, type } from "./support/browser.mjs";

const plain = (options) => person({ script: false, ...options });

/** Public pages may be five seconds old in a browser's cache: whoever was there just now asks again. */
async function again(page, address) {
  await open(page, address);
  await page.reload();
}

test("Maria finds the hearing that is happening now in two taps from the front door", async () => {
  const { path: hearing } = await aHearing("Night buses on Oak Street");
  const maria = await plain({ size: "phone" });
  await open(maria, "/");
  await follow(maria, `main a[href="${CITY}"]`);
  assert.ok(await exists(maria, `#place-hearings a[href="${hearing}"]`), "it is on the city's page");
  await follow(maria, `#place-hearings a[href="${hearing}"]`);
  assert.match(await textOf(maria, "h1"), /Night buses on Oak Street/);
  assert.equal(await textOf(maria, "live-state"), "", "nothing claims to be live");
});

test("Maria testifies, gets a receipt, sees her words on the record, and takes them back", async () => {
  const { path: hearing } = await aHearing("Trees on Mill Road", { until: "noticed" });
  const maria = await plain();
  await open(maria, hearing);
  await follow(maria, `a[href="${hearing}/testify"]`);
  await type(maria, "#text", "Shade is health. Plant them.");
  await type(maria, "#name", "Maria Hernandez");
  const answer = await follow(maria, "form.form button.button-primary");
  assert.equal(answer.status(), 200);
  assert.match(path(maria), /^\/receipt\//);
  assert.match(await textOf(maria, "main"), /T-\d{4}-\d{6}/);
  assert.match(await textOf(maria, "#secret"), /\/receipt\//);
  const receipt = path(maria);

  await again(maria, hearing);
  assert.match(await textOf(maria, "#hearing-testimony"), /Shade is health\. Plant them\./);
  await open(maria, receipt);
  await maria.click("aside details summary");
  await follow(maria, 'form[action$="/withdraw"] button');
  assert.equal(path(maria), receipt);
  await again(maria, hearing);
  assert.doesNotMatch(await textOf(maria, "#hearing-testimony"), /Plant them/);
});

test("A form that is refused comes back as 422 with the words kept and links to the fields", async () => {
  const { path: hearing } = await aHearing("Street lights", { until: "noticed" });
  const maria = await plain();
  await open(maria, `${hearing}/testify`);
  await type(maria, "#text", "The lamp at number 12 is out.");
  const answer = await follow(maria, "form.form button.button-primary");
  assert.equal(answer.status(), 422);
  assert.equal(await maria.$eval("#text", (it) => it.value), "The lamp at number 12 is out.");
  assert.ok(await exists(maria, '.error-summary a[href="#name"]'));
  assert.match(await maria.title(), /\S/);
  await type(maria, "#name", "Maria Hernandez");
  await follow(maria, "form.form button.button-primary");
  assert.match(path(maria), /^\/receipt\//);
});

test("Kim signs up to speak, sees her place, and leaves the line", async () => {
  const { path: hearing } = await aHearing("Libraries on Sundays", { line: ["Bayo Adeyemi"] });
  const kim = await plain({ size: "phone" });
  await open(kim, hearing);
  await follow(kim, `a[href="${hearing}/speak"]`);
  await type(kim, "#name", "Kim Lan");
  await follow(kim, "form.form button.button-primary");
  assert.match(path(kim), /^\/slot\//);
  assert.match(await textOf(kim, "#my-place"), /1/, "one person is ahead");
  const place = path(kim);
  await again(kim, hearing);
  assert.match(await textOf(kim, "#hearing-queue .queue"), /Kim Lan/);
  await open(kim, place);
  await follow(kim, 'form[action$="/withdraw"] button');
  assert.ok(await exists(kim, "#my-place .status[data-status=withdrawn]"));
});

test("Maria switches to Spanish, and the choice stays", async () => {
  const maria = await plain();
  await open(maria, CITY);
  await follow(maria, '.lang-switch a[lang="es"]');
  assert.equal(await maria.$eval("html", (it) => it.lang), "es");
  await open(maria, `${CITY}/hearings`);
  assert.equal(await maria.$eval("html", (it) => it.lang), "es");
});

test("Ines runs a whole hearing from the console by plain forms", async () => {
  const { path: hearing } = await aHearing("Bike lanes", { until: "noticed", line: ["Bayo Adeyemi", "Kim Lan"] });
  const ines = await plain({ role: "clerk" });
  await open(ines, `${hearing}/console`);
  const presses = async (move) => {
    const answer = await follow(ines, `form[action$="/console/${move}"] button`);
    assert.equal(answer.status(), 200, `${move}: ${await textOf(ines, ".error-summary")}`);
    assert.equal(path(ines), `${hearing}/console`);
  };
  await presses("start");
  await presses("items/1/call");
  await presses("items/1/open-comment");
  await type(ines, 'form[action$="/sign-up"] #name', "Tom Okafor");
  const slip = await follow(ines, 'form[action$="/console/sign-up"] button');
  assert.equal(slip.status(), 200);
  assert.match(path(ines), /\/console\/ticket\//, "the slip to hand out is a page of its own");
  await open(ines, `${hearing}/console`);
  assert.match(await textOf(ines, "#console .queue"), /Tom Okafor/);
  await presses("speaker/next");
  assert.match(await textOf(ines, "#console .slot-now"), /Bayo Adeyemi/);
  for (const move of ["start", "pause", "resume", "finish", "next", "no-show"]) await presses(`speaker/${move}`);
  await presses("speaker/next");
  assert.match(await textOf(ines, "#console .slot-now"), /Tom Okafor/);
  await presses("speaker/start");
  await presses("speaker/finish");
  await presses("items/1/close-comment");
  await ines.click('#c-item-1 details:has(form[action$="/decide"]) summary');
  await presses("items/1/decide");
  assert.ok(await exists(ines, "#c-item-1[data-status=decided]"));
});

test("A second press on the same console button says what happened instead of doing it twice", async () => {
  const { path: hearing } = await aHearing("Parking", { line: ["Bayo Adeyemi", "Kim Lan"] });
  const ines = await plain({ role: "clerk" });
  const ruth = await plain({ role: "chair" });
  for (const clerk of [ines, ruth]) await open(clerk, `${hearing}/console`);
  const next = 'form[action$="/speaker/next"] button';
  await follow(ines, next);
  const refused = await follow(ruth, next);
  assert.equal(refused.status(), 409);
  assert.match(await textOf(ruth, ".error-summary"), /\S/);
  assert.match(await textOf(ruth, "#console .slot-now"), /Bayo Adeyemi/);
});

test("The room's display brings itself up to date without script", async () => {
  const { path: hearing } = await aHearing("Parking, second reading", { line: ["Bayo Adeyemi"] });
  const room = await plain();
  await open(room, `${hearing}/room`);
  await sees(room, "#room", "Bayo Adeyemi");
  assert.ok(await exists(room, "noscript meta[http-equiv=refresh], meta[http-equiv=refresh]"));
});

test("Ruth reads what became of an answer to another's testimony, each a page of its own", async () => {
  const { path: hearing } = await aHearing("Benches", { until: "noticed" });
  await testify(hearing, "Bayo Adeyemi", "Put a bench at the stop.");
  const ruth = await plain();
  await open(ruth, hearing);
  await follow(ruth, "#hearing-testimony .testimony footer a");
  assert.match(path(ruth), /\/testimony\/T-\d{4}-\d{6}$/);
  await type(ruth, "#text", "And a roof over it.");
  await type(ruth, "#name", "Ruth Meyer");
  await follow(ruth, 'form[action$="/testify"] button');
  assert.match(path(ruth), /^\/receipt\//);
});

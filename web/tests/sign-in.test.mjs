// Coming in by a code from the mail, typed in the same browser, and going out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CITY, codeFor, exists, follow, open, path, person, textOf, type, until } from "./support/browser.mjs";

const SEND = "main form.form button.button-primary";

for (const script of [true, false])
  test(`Priya types the code from her mail, gets to where she wanted to go, and signs out${script ? "" : ", without script"}`, async () => {
    const priya = await person({ script });
    await open(priya, `${CITY}/offices`);
    await follow(priya, 'main a[href^="/sign-in"]');
    await type(priya, "#email", "admin@demo.example");
    await follow(priya, SEND);
    assert.equal(path(priya), "/sign-in/code");
    await type(priya, "#code", "000000");
    if (script) await priya.click(SEND);
    else await follow(priya, SEND);
    await until(() => exists(priya, ".error-summary"), Boolean, "a wrong code is refused");
    await priya.$eval("#code", (it) => (it.value = ""));
    await type(priya, "#code", await codeFor("admin@demo.example"));
    await follow(priya, SEND);
    assert.equal(path(priya), `${CITY}/offices`, "she is where she wanted to go");
    assert.ok(await exists(priya, "main table"));
    await follow(priya, 'form[action="/sign-out"] button');
    await open(priya, `${CITY}/offices`);
    assert.equal(await exists(priya, "main table"), false);
    assert.match(await textOf(priya, ".who"), /Sign in/);
  });

test("In the demo one tap makes somebody a clerk, and the desk is there", async () => {
  const ruth = await person();
  await open(ruth, CITY);
  await follow(ruth, '.demo-bar button[value="clerk"]');
  assert.equal(path(ruth), `${CITY}/desk`);
  assert.ok(await exists(ruth, `main a[href="${CITY}/hearings/new"]`));
});

test("A mail with words from another browser is no way in: the code counts only where it was asked for", async () => {
  const priya = await person();
  await open(priya, "/sign-in");
  await type(priya, "#email", "admin@demo.example");
  await follow(priya, SEND);
  const thief = await person();
  await open(thief, "/sign-in/code");
  await type(thief, "#code", await codeFor("admin@demo.example"));
  await thief.click(SEND);
  await until(() => exists(thief, ".error-summary"), Boolean, "refused");
  assert.match(await textOf(thief, ".who"), /Sign in/);
});

// Coming in by a code from the mail, typed in the same browser, and going out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CITY, codeFor, exists, follow, open, path, person, textOf, type, until } from "./support/browser.mjs";

const SEND = "main form.form button.button-primary";

for (const script of [true, false])
  test(`Tomas types the code from his mail, gets to where he wanted to go, and signs out${script ? "" : ", without script"}`, async () => {
    const tomas = await person({ script });
    await open(tomas, `${CITY}/hearings/new`);
    await follow(tomas, 'main a[href^="/sign-in"]');
    await type(tomas, "#email", "clerk2@demo.example");
    await follow(tomas, SEND);
    assert.equal(path(tomas), "/sign-in/code");
    await type(tomas, "#code", "000000");
    if (script) await tomas.click(SEND);
    else await follow(tomas, SEND);
    await until(() => exists(tomas, ".error-summary"), Boolean, "a wrong code is refused");
    await tomas.$eval("#code", (it) => (it.value = ""));
    await type(tomas, "#code", await codeFor("clerk2@demo.example"));
    await follow(tomas, SEND);
    assert.equal(path(tomas), `${CITY}/hearings/new`, "he is where he wanted to go");
    assert.ok(await exists(tomas, "#agenda"));
    await follow(tomas, 'form[action="/sign-out"] button');
    await open(tomas, `${CITY}/hearings/new`);
    assert.equal(await exists(tomas, "#agenda"), false);
    assert.match(await textOf(tomas, ".who"), /Sign in/);
  });

test("In the demo one tap makes somebody a clerk, and the desk is there", async () => {
  const ruth = await person();
  await open(ruth, CITY);
  await follow(ruth, '.demo-bar button[value="clerk"]');
  assert.equal(path(ruth), `${CITY}/desk`);
  assert.ok(await exists(ruth, `main a[href="${CITY}/hearings/new"]`));
});

test("A mail with words from another browser is no way in: the code counts only where it was asked for", async () => {
  const tomas = await person();
  await open(tomas, "/sign-in");
  await type(tomas, "#email", "clerk2@demo.example");
  await follow(tomas, SEND);
  const thief = await person();
  await open(thief, "/sign-in/code");
  await type(thief, "#code", await codeFor("clerk2@demo.example"));
  await thief.click(SEND);
  await until(() => exists(thief, ".error-summary"), Boolean, "refused");
  assert.match(await textOf(thief, ".who"), /Sign in/);
});

// Pictures for people to look at: target/screenshots/NAME-WIDTH.png.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { open, person, until } from "./support/browser.mjs";
import { everyPage } from "./support/pages.mjs";

const ALBUM = process.env.SCREENSHOTS ?? join(import.meta.dirname, "..", "..", "target", "screenshots");
const MAIN = [
  "front door",
  "city",
  "hearings",
  "live hearing",
  "past hearing",
  "testify",
  "speak",
  "place in line",
  "receipt",
  "one testimony",
  "room",
  "areas",
  "area",
  "actions",
  "action",
  "register",
  "record",
  "sign in",
  "outbox",
  "not found",
  "desk of the clerk",
  "new hearing",
  "draft",
  "hearing for the clerk",
  "console",
  "desk of a member",
  "new action",
  "desk of the agency",
];

test("The main pages have their pictures taken", async () => {
  await mkdir(ALBUM, { recursive: true });
  const pages = (await everyPage()).filter(({ name }) => MAIN.includes(name) || name.startsWith("action "));
  for (const { name, address, role } of pages) {
    const page = await person({ role });
    await open(page, address);
    await until(
      () => page.evaluate(() => document.querySelector("live-state")?.dataset.state ?? "idle"),
      (state) => state !== "connecting",
      "the state line",
    );
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: width > 1000 ? 900 : 844 });
      await page.screenshot({
        path: join(ALBUM, `${name.replaceAll(" ", "-")}-${width}.png`),
        fullPage: true,
        captureBeyondViewport: true,
      });
    }
    await page.browserContext().close();
  }
});

// Every page: readable for everyone, in light and dark, on a small phone, from right to left; quiet, small, and by the rules.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { BASE, open, person, until, Visitor } from "./support/browser.mjs";
import { everyPage } from "./support/pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const pages = await everyPage();

const none = (faults) => faults.length && assert.fail(`\n${[...new Set(faults)].join("\n")}`);

/** What axe finds, as lines that say where. */
async function violations(page, rules) {
  const options = rules ? { runOnly: { type: "rule", values: rules } } : { runOnly: { type: "tag", values: TAGS } };
  const found = await page.evaluate(async (given) => {
    const { violations } = await globalThis.axe.run(document, { ...given, resultTypes: ["violations"] });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes
          .slice(0, 3)
          .map((node) => `${node.target.join(" ")} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`)
          .join("; ")})`,
    );
  }, options);
  return found;
}

const scheme = (page, dark) =>
  page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);

/** How far the page can be moved sideways, and what sticks out. */
const sideways = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return "";
    const out = [...document.querySelectorAll("body *")].filter((it) => {
      const { left, right } = it.getBoundingClientRect();
      return right > clientWidth + 0.5 || left < -0.5;
    });
    return `${scrollWidth - clientWidth} px: ${out
      .slice(-3)
      .map((it) => `${it.localName}.${it.className} “${it.textContent.trim().slice(0, 40)}”`)
      .join(", ")}`;
  });

async function look({ name, address, role, status }) {
  const page = await person({ role });
  try {
    const faults = [];
    const says = (way, found) =>
      faults.push(
        ...[found]
          .flat()
          .filter(Boolean)
          .map((one) => `${way}: ${one}`),
      );
    const answer = await open(page, address);
    assert.equal(answer.status(), status, `${name} (${address})`);
    if (status === 200)
      await until(
        () => page.evaluate(() => document.querySelector("live-state")?.dataset.state ?? "live"),
        (state) => state === "live" || state === "idle",
        `${name} is live`,
      );
    says(
      "complains",
      page.complaints.filter((line) => !(status !== 200 && line.includes(`status of ${status}`))),
    );
    says(
      "asks elsewhere",
      page.requests.filter((url) => !url.startsWith(BASE) && !url.startsWith("data:")),
    );

    await page.evaluate(AXE);
    says("light", await violations(page));
    await scheme(page, true);
    says("dark", await violations(page, ["color-contrast", "link-in-text-block"]));
    await scheme(page, false);
    await page.setViewport({ width: 320, height: 640 });
    says("phone", await violations(page));
    says("phone moves sideways by", await sideways(page));
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    says(
      "from right to left",
      await violations(page, ["target-size", "color-contrast", "scrollable-region-focusable"]),
    );
    says("from right to left moves sideways by", await sideways(page));
    await page.setViewport({ width: 1280, height: 900 });
    says("from right to left, wide, moves sideways by", await sideways(page));
    return faults;
  } finally {
    await page.browserContext().close();
  }
}

/** Two at a time: that is how many processors the tests may count on. */
const waiting = pages.values();
const looks = new Map();
const looking = Promise.all(
  [0, 1].map(async () => {
    for (const page of waiting) looks.set(page, await look(page).catch((failure) => [failure.message]));
  }),
);

test("Every page is accessible in light and dark, on a phone and from right to left, moves only up and down, and is quiet", async (t) => {
  await looking;
  for (const [{ name, address, role }, faults] of looks) {
    await t.test(`${name}${role ? ` (${role})` : ""}: ${address}`, () => none(faults));
  }
});

const html = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // A button in a form sends it; the house writes type only where it does not.
    "no-implicit-button-type": "off",
    "prefer-native-element": "off",
    // The room's display without script: nobody works on that page.
    "meta-refresh": "off",
  },
});

test("Every page is valid HTML as the service sends it, without script or style in it", async (t) => {
  const known = new Map();
  for (const { name, address, role } of pages) {
    if (!known.has(role)) known.set(role, await Visitor.as(role));
    const source = (await known.get(role).get(address)).text;
    const report = await html.validateString(source);
    const faults = report.results.flatMap((result) =>
      result.messages.map(
        (it) => `${it.line}: ${it.ruleId} ${it.message} | ${source.split("\n")[it.line - 1]?.trim().slice(0, 120)}`,
      ),
    );
    if (/<script(?![^>]*\b(src=|type="application\/(ld\+)?json"))/.test(source)) faults.push("a script in the page");
    if (/<style|\sstyle=|\son[a-z]+="/.test(source)) faults.push("a style or a handler in the page");
    await t.test(`${name}${role ? ` (${role})` : ""}: ${address}`, () => none(faults));
  }
});

/** What a first visit loads, as it travels. */
async function firstVisit(address, role) {
  const page = await person({ role });
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  const kinds = new Map();
  const sizes = {};
  let requests = 0;
  session.on("Network.responseReceived", ({ requestId, type, response }) =>
    kinds.set(requestId, {
      type,
      encoding: response.headers["Content-Encoding"] ?? response.headers["content-encoding"],
    }),
  );
  session.on("Network.requestWillBeSent", () => requests++);
  session.on("Network.webSocketCreated", () => requests++);
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const { type } = kinds.get(requestId) ?? {};
    sizes[type] = (sizes[type] ?? 0) + encodedDataLength;
  });
  await page.goto(new URL(address, BASE).href, { waitUntil: "networkidle2" });
  await page.browserContext().close();
  return { requests, sizes };
}

/** Bytes, compressed, of the bar to choose a role by: only the demo has it. */
const DEMO_BAR = 200;

test("A resident's page comes in 8 requests and 30 KB, 12 of them script; the console's script in 40", async () => {
  for (const { name, address, role } of pages) {
    if (
      ![
        "city",
        "hearings",
        "live hearing",
        "coming hearing",
        "past hearing",
        "testify",
        "speak",
        "action",
        "area",
        "console",
      ].includes(name)
    )
      continue;
    const { requests, sizes } = await firstVisit(address, role);
    const script = sizes.Script ?? 0;
    const all = Object.values(sizes).reduce((one, other) => one + other, 0);
    assert.ok(requests <= 8, `${name}: ${requests} requests`);
    if (name === "console") assert.ok(script <= 40 * 1024, `${name}: ${script} bytes of script`);
    else {
      assert.ok(script <= 12.5 * 1024, `${name}: ${script} bytes of script, heads included`);
      assert.ok(all - DEMO_BAR <= 30 * 1024, `${name}: ${all} bytes: ${JSON.stringify(sizes)}`);
    }
  }
});

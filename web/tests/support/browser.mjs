// People with browsers of their own: each person is a separate, private window.
import assert from "node:assert/strict";
import { after } from "node:test";
import puppeteer from "puppeteer-core";
import { chrome, fonts } from "./chrome.mjs";
import { BASE, Visitor } from "./visitor.mjs";

export * from "./visitor.mjs";

const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-dev-shm-usage",
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
  "--force-color-profile=srgb",
];

let running;
const begun = [];
after(() => Promise.all(begun.map((one) => one.close())));

/** One browser a test file, closed when the file is done. `through` is the port of a wire that the test holds in its hand. */
export async function browser({ through } = {}) {
  if (!through && running) return running;
  const executablePath = await chrome();
  const args = [...ARGS];
  // Chromium's sandbox refuses to work for root.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  if (through) args.push(`--host-resolver-rules=MAP ${new URL(BASE).host} 127.0.0.1:${through}`);
  const launch = () =>
    puppeteer.launch({ executablePath, headless: "shell", args, env: { ...process.env, ...fonts(executablePath) } });
  const starting = launch().catch((failure) => {
    // Not root, and a kernel that gives nobody a sandbox of their own: these are our own pages.
    if (args.includes("--no-sandbox") || !/sandbox/i.test(failure.message)) throw failure;
    args.push("--no-sandbox");
    return launch();
  });
  if (!through) running = starting;
  begun.push(await starting);
  return starting;
}

const SIZES = {
  desk: { width: 1280, height: 900 },
  phone: { width: 320, height: 640, isMobile: true, hasTouch: true },
};

/** A person at a page. What their browser complained about is in `complaints`, what it fetched in `requests`. */
export async function person({
  role,
  script = true,
  size = "desk",
  language = "en-US",
  dark = false,
  through,
  before,
} = {}) {
  const context = await (await browser({ through })).createBrowserContext();
  if (role) {
    const { hostname } = new URL(BASE);
    const { cookies } = await Visitor.as(role);
    await context.setCookie(...cookies.map((cookie) => ({ ...cookie, domain: hostname, path: "/", httpOnly: true })));
  }
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.setViewport(SIZES[size] ?? size);
  await page.setExtraHTTPHeaders({ "Accept-Language": language });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  if (!script) await page.setJavaScriptEnabled(false);
  if (before) await page.evaluateOnNewDocument(before);
  page.complaints = [];
  page.requests = [];
  page.on("pageerror", (error) => page.complaints.push(`${error}`));
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && page.complaints.push(message.text()));
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("dialog", (dialog) => dialog.accept());
  return page;
}

export const open = (page, path) => page.goto(new URL(path, BASE).href, { waitUntil: "load" });

/** Until the page's sockets stand and what it shows is live. */
export const isLive = (page) =>
  until(
    () => textOf(page, "live-state"),
    (state) => state === "Live",
    "the state line says Live",
  );

/** What stands there, as it reads. */
export const textOf = (page, selector) =>
  page.evaluate((where) => document.querySelector(where)?.textContent.replace(/\s+/g, " ").trim() ?? "", selector);

export const exists = (page, selector) => page.evaluate((where) => !!document.querySelector(where), selector);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks until it is so; says what it saw last when it never is. Returns how many milliseconds that took. */
export async function until(look, isSo, what, { within = 8000 } = {}) {
  const began = Date.now();
  let seen;
  for (;;) {
    // A page on its way to another one cannot be asked.
    seen = await Promise.resolve(look()).catch((failure) => failure);
    if (!(seen instanceof Error) && isSo(seen)) return Date.now() - began;
    if (Date.now() - began > within) break;
    await pause(25);
  }
  assert.fail(
    `Not within ${within} ms: ${what}. Last seen: ${seen instanceof Error ? seen.message : JSON.stringify(seen)}`,
  );
}

export const sees = (page, selector, text, options) =>
  until(
    () => textOf(page, selector),
    (seen) => (text instanceof RegExp ? text.test(seen) : seen.includes(text)),
    `“${text}” in ${selector}`,
    options,
  );

export const seesNot = (page, selector, text, options) =>
  until(
    () => textOf(page, selector),
    (seen) => !seen.includes(text),
    `no “${text}” in ${selector}`,
    options,
  );

/** Presses what leads to another page, and waits for it. */
export async function follow(page, selector) {
  const [response] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), press(page, selector)]);
  return response;
}

export async function press(page, selector) {
  const element = await page.$(selector);
  assert.ok(element, `There is no ${selector} on ${page.url()}`);
  await element.click();
}

export async function type(page, selector, text) {
  await page.click(selector);
  await page.keyboard.type(text);
}

export const path = (page) => new URL(page.url()).pathname;

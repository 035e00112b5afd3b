// Three hundred ways to make a page run something, in every field that people fill in, on every page that shows it: nothing runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aHearing, BASE, CITY, key, open, person, Visitor } from "./support/browser.mjs";
import { payloads } from "./support/payloads.mjs";

const ALL = payloads();
const API = `${BASE}/api/v1${CITY}`;
const MOST_AT_ONCE = 6;
const TRIES = 6;

test("the generator keeps its word", () => {
  assert.ok(ALL.length >= 300, `${ALL.length}`);
  assert.equal(new Set(ALL).size, ALL.length);
});

/** Line breaks and tabs have no place in a field of one line, nor does more than fits. */
const line = (text, most) => text.replace(/\s+/g, " ").trim().slice(0, most);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A busy machine asks to come back; the same key makes it one. */
async function send(path, request, tries = TRIES) {
  const answer = await fetch(`${API}/${path}`, request);
  if (answer.status !== 503 || tries === 1) return answer;
  await pause(1_000);
  return send(path, request, tries - 1);
}

async function ask(path, body) {
  const answer = await send(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key() },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status >= 500) throw new Error(`POST ${path}: ${answer.status} ${text}`);
  return { ...(text ? JSON.parse(text) : {}), code: answer.status };
}

async function together(work) {
  const left = [...work.entries()];
  const done = [];
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) done[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, one));
  return done;
}

const packs = (size) => Array.from({ length: Math.ceil(ALL.length / size) }, (_, i) => ALL.slice(i * size, (i + 1) * size));

/** Every field that a visitor fills in, and what staff type into a hearing; the answer is the pages that show it. */
async function plant() {
  const { path, clerk } = await aHearing(line(`Title ${ALL[0]}`, 180), { until: "open" });
  const hearing = path.slice(CITY.length + 1);
  const said = await together(
    ALL.map((payload, n) => () =>
      ask(`${hearing}/testimony`, {
        text: `${n}: ${payload}`,
        name: line(payload, 80) || "x",
        privacy: "pseudonym",
        language: "en",
        send_anyway: true,
      }),
    ),
  );
  const packed = await together(
    packs(50).map((pack) => () => ask(`${hearing}/testimony`, { text: pack.join("\n\n").slice(0, 19_000), privacy: "anonymous", send_anyway: true })),
  );
  const accepted = [...said, ...packed].filter((it) => it.code === 201);
  assert.ok(accepted.length >= 250, `only ${accepted.length} were taken: ${JSON.stringify(said.find((it) => it.code !== 201))}`);
  const names = ALL.filter((_, n) => n % 10 === 0);
  const slots = await together(names.map((payload) => () => ask(`${hearing}/slots`, { name: line(payload, 80), item: 1, mode: "room" })));
  const requests = await together(
    packs(60).map((pack, n) => () =>
      ask(`${hearing}/accommodations`, { kind: "other", details: pack.join("\n").slice(0, 2_000), name: line(pack[0], 80), contact: line(`x${pack[n]}`, 200) }),
    ),
  );
  const removals = await together(packs(40).map((pack) => () => ask("removals", { spot: line(`x ${pack[0]}`, 500), what: pack.join("\n").slice(0, 2_000) })));
  const reported = accepted[3].number;
  await together(packs(60).map((pack) => () => ask(`testimony/${reported}/reports`, { ground: "m4", words: pack.join("\n").slice(0, 1_000), contact: line(`x${pack[1]}`, 250) })));
  const agenda = ALL.filter((_, n) => n % 8 === 3).map((payload, n) => `${n + 1}. ${line(payload, 150)}`);
  const drafted = await clerk.post(`${CITY}/hearings/new`, {
    key: key(),
    body: "public-safety",
    kind: "special",
    title: line(ALL[40], 180),
    summary: packs(20)[1].join("\n").slice(0, 1_900),
    starts_at: "2031-05-06T18:30",
    place: line(ALL[5], 180),
    phone_in: line(ALL[60], 80),
    access_note: packs(20)[2].join("\n").slice(0, 900),
    agenda: agenda.join("\n"),
  });
  const secrets = [accepted[0], slots.find((it) => it.code === 201), requests.find((it) => it.code === 201), removals.find((it) => it.code === 201)];
  const own = secrets.filter(Boolean).map((it) => it.receipt ?? it.page);
  const everyone = [
    CITY,
    path,
    `${path}/testimony`,
    `${path}/testify`,
    `${path}/speak`,
    `${path}/room`,
    `${path}/minutes`,
    `${path}/packet`,
    `${CITY}/record`,
    `${CITY}/record?about=${hearing}`,
    `${CITY}/moderation-report`,
    `${CITY}/testimony/${reported}`,
    `${CITY}/testimony/${reported}/report`,
    `${CITY}/testimony/${accepted.at(-1).number}`,
    ...own,
  ];
  const staff = {
    clerk: [drafted.location, `${drafted.location}/edit`, `${path}/console`, `${path}/accommodations`, `${path}/desk`, `${CITY}/hearings/work`, `${CITY}/desk`],
    moderator: [`${CITY}/moderation`, `${CITY}/removals`, `${CITY}/moderation/${reported}`, `${CITY}/testimony/${reported}/hold`],
  };
  return { path, everyone, staff, reported };
}

/** Before anything of the page: whatever runs or is stopped by the policy is counted. */
const watch = () => {
  globalThis.ran = [];
  globalThis.xss = (n) => globalThis.ran.push(`xss(${n})`);
  document.addEventListener("securitypolicyviolation", (event) => globalThis.ran.push(`stopped ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
};

/** What stands in the page that people could have put there: handlers, scripts, frames, addresses that run. */
const inspect = () => {
  const found = [...globalThis.ran];
  const own = (script) => /^application.(ld.)?json$/.test(script.type) || /^\/assets\//.test(new URL(script.src, location.href).pathname);
  for (const it of document.querySelectorAll("*")) {
    for (const { name, value } of it.attributes) {
      if (/^on/i.test(name)) found.push(`${it.localName} ${name}=${value}`);
      if (/^(href|src|action|formaction|data|srcdoc|xlink:href)$/i.test(name) && /^\s*(javascript|vbscript|data)\s*:/i.test(value)) found.push(`${it.localName} ${name}=${value}`);
      if (name === "style") found.push(`${it.localName} style=${value}`);
    }
    if (it.localName === "script" && !own(it)) found.push(it.outerHTML.slice(0, 200));
    if (/^(iframe|object|embed|frame|base|style|math|portal|plaintext)$/.test(it.localName)) found.push(it.outerHTML.slice(0, 200));
    if (it.closest(".text, .excerpt, bdi") && /^(img|svg|form|input|button|video|script|details)$/.test(it.localName)) found.push(it.outerHTML.slice(0, 200));
  }
  return found;
};

/** As a hand would: over everything, and on each link that somebody wrote. */
const touch = () => {
  for (const it of document.querySelectorAll("main *")) {
    for (const kind of ["mouseover", "pointerover", "focus"]) it.dispatchEvent(new Event(kind, { bubbles: true }));
  }
};

async function look(page, address, faults) {
  const response = await open(page, address);
  if (response.status() >= 500) faults.push(`${address}: ${response.status()}`);
  await page.evaluate(touch);
  for (const one of await page.evaluate(inspect)) faults.push(`${address}: ${one}`);
}

async function walk(role, addresses) {
  const page = await person({ role, before: `(${watch})()` });
  const faults = [];
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  for (const address of addresses) await look(page, address, faults);
  await page.close();
  return faults;
}

const planted = plant();
const none = (faults) => faults.length && assert.fail(`\n${[...new Set(faults)].slice(0, 40).join("\n")}`);

test("no page that everyone can open runs what people typed", async () => none(await walk(undefined, (await planted).everyone)));

test("every page of a long list of testimony is harmless", async () => {
  const { path } = await planted;
  const pages = [];
  const visitor = new Visitor();
  for (let next = `${path}/testimony`; next && pages.length < 8; ) {
    pages.push(next);
    const cursor = /\/testimony\?cursor=([\w-]+)/.exec((await visitor.get(next)).text)?.[1];
    next = cursor && `${path}/testimony?cursor=${cursor}`;
  }
  assert.ok(pages.length >= 5, `${pages.length} pages`);
  none(await walk(undefined, pages));
});

for (const role of ["clerk", "moderator"]) {
  test(`no page of the ${role} runs what people typed`, async () => none(await walk(role, (await planted).staff[role])));
}

test("an address runs nothing either", async () => {
  const { path } = await planted;
  const some = ALL.filter((_, n) => n % 12 === 0);
  const addresses = some.flatMap((payload, n) => {
    const code = encodeURIComponent(payload);
    return [
      [`${CITY}/${code}`, `${CITY}/record?about=${code}`, `${path}/testimony?cursor=${code}`, `${CITY}?lang=${code}`],
      [`${path}/testify?item=${code}&parent=${code}`, `/receipt/${code}`, `${CITY}/hearings?when=${code}`, `/${code}`],
    ][n % 2];
  });
  none(await walk(undefined, addresses.filter((address) => address.length < 3_000)));
});

test("a live page runs nothing of what comes while somebody looks", async () => {
  const { path } = await planted;
  const page = await person({ before: `(${watch})()` });
  await open(page, path);
  const hearing = path.slice(CITY.length + 1);
  await together(ALL.slice(0, 60).map((payload) => () => ask(`${hearing}/testimony`, { text: payload, name: line(payload, 80) || "x", privacy: "pseudonym", send_anyway: true })));
  await pause(1_500);
  none(await page.evaluate(inspect));
});

test("no cell of a table begins like a formula", async () => {
  const { path } = await planted;
  const csv = await (await fetch(`${BASE}${path}/packet.csv`)).text();
  const cells = [...csv.matchAll(/"((?:[^"]|"")*)"/g)].map((found) => found[1]);
  assert.ok(cells.length > 100, csv.slice(0, 200));
  none(cells.filter((cell) => /^[=+\-@＝＋－＠\t\r]/.test(cell)));
});

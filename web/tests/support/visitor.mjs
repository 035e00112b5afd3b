// Somebody without a browser: plain requests and forms, as a page without script sends them.
if (!process.env.BASE) throw new Error("Say where the demo runs, for instance: BASE=http://localhost:8080 npm test");
export const BASE = process.env.BASE.replace(/\/$/, "");
export const CITY = "/marlow";
/** The body whose hearings the demo's clerk keeps and its chair leads. */
const BODY = "public-safety";

export class Visitor {
  #cookies = new Map();

  /** Somebody in one of the demo's offices: clerk, chair, member, agency, resident by a tap; others with a code from the mail. */
  static async as(role) {
    if (role === "admin") return administrator();
    const visitor = new Visitor();
    if (role) await visitor.post("/dev/as", { role });
    return visitor;
  }

  async signIn(email) {
    await this.post("/sign-in", { email });
    await this.post("/sign-in/code", { code: await codeFor(email) });
  }

  get cookies() {
    return [...this.#cookies].map(([name, value]) => ({ name, value }));
  }

  async get(path, headers = {}) {
    const response = await fetch(new URL(path, BASE), { redirect: "manual", headers: this.#headers(headers) });
    return this.#answer(response);
  }

  /** Sends a form; a refusal is an error here, because tests of refusals look at pages. */
  async post(path, fields = {}) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    const headers = this.#headers({ Origin: BASE, "Content-Type": "application/x-www-form-urlencoded" });
    const answer = await this.#answer(
      await fetch(new URL(path, BASE), { method: "POST", redirect: "manual", headers, body }),
    );
    if (answer.status !== 303) throw new Error(`POST ${path}: ${answer.status} ${summary(answer.text)}`);
    return answer;
  }

  #headers(more) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return { Accept: "text/html", "Accept-Language": "en", ...(cookie ? { Cookie: cookie } : {}), ...more };
  }

  async #answer(response) {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) this.#cookies.set(name, value);
    }
    const to = response.headers.get("location");
    return {
      status: response.status,
      headers: response.headers,
      location: to && new URL(to, BASE).pathname,
      text: await response.text(),
    };
  }
}

const summary = (html) => {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return (/error-summary[\s\S]*?<\/div>/.exec(main)?.[0] ?? main)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);
};

let signedIn;

/** Signs in once a test file: an address gets few codes. */
function administrator() {
  const admin = new Visitor();
  signedIn ??= admin.signIn("admin@demo.example").then(() => admin);
  return signedIn;
}

/** The newest code that was sent there, as it stands in the demo's outbox. */
export async function codeFor(email) {
  const mails = (await new Visitor().get("/dev/outbox")).text.split("<li").slice(1);
  const code = /\b\d{3,4} ?\d{3,4}\b/.exec(
    (mails.find((mail) => mail.includes(email)) ?? "").replace(/^[\s\S]*?<pre>/, ""),
  )?.[0];
  if (!code) throw new Error(`No code for ${email} in the outbox`);
  return code;
}

export const key = () => `test-${crypto.randomUUID()}`;

let city;

/** What the tests must know of the city: its zone, and its clerk. */
export async function theCity() {
  city ??= (async () => {
    const clerk = await Visitor.as("clerk");
    const zone = /<html[^>]* data-zone="([^"]+)"/.exec((await clerk.get(`${CITY}/hearings/new`)).text)?.[1];
    if (!zone) throw new Error("The page does not say its zone (data-zone)");
    return { zone, clerk };
  })();
  return city;
}

/** "2026-11-20T18:30" on the wall of the city, so many minutes from now. */
function onTheWall(zone, minutes) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return parts.format(new Date(Date.now() + minutes * 60_000)).replace(" ", "T");
}

/** A hearing of the test's own, so that no test waits for another: noticed, live, or open for speakers with people in line. */
export async function aHearing(title, { until = "open", line = [], allotment = 180 } = {}) {
  const { zone, clerk } = await theCity();
  const drafted = await clerk.post(`${CITY}/hearings/new`, {
    key: key(),
    body: BODY,
    kind: "special",
    title,
    summary: "What neighbours say about it, before the vote.",
    starts_at: onTheWall(zone, 10),
    place: "City Hall, room 210",
    phone_in: "+1 555 010 0199",
    access_note: "Step-free entrance on Oak Street; an interpreter on request.",
    allotment: String(allotment),
    agenda: "1. Night buses on Oak Street (20 min)\n2. Trees on Mill Road",
  });
  const path = drafted.location;
  if (until === "draft") return { path, clerk };
  await clerk.post(`${path}/notice`, {
    waiver_code: "emergency",
    waiver_reason: "The bus contract runs out this week.",
  });
  const hearing = { path, clerk, places: [] };
  const begin = async () => {
    await clerk.post(`${path}/console/start`, { present: "9" });
    await clerk.post(`${path}/console/items/1/call`);
    await clerk.post(`${path}/console/items/1/open-comment`);
  };
  if (until === "open") await begin();
  for (const name of line) hearing.places.push((await signUp(path, name)).location);
  return hearing;
}

export const signUp = (path, name) =>
  new Visitor().post(`${path}/speak`, { key: key(), item: "1", name, mode: "room", interpreter: "none" });

export const testify = (path, name, text) =>
  new Visitor().post(`${path}/testify`, {
    key: key(),
    text,
    position: "support",
    privacy: "named",
    name,
    language: "en",
  });

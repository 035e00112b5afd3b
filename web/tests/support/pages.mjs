// Every page there is, and who looks at it.
import { aHearing, CITY, key, signUp, testify, Visitor } from "./visitor.mjs";

const firstLink = (html, pattern) => pattern.exec(html)?.[1];

/** One action in each state in which that person has something to do. */
async function workOf(role, list) {
  const worker = await Visitor.as(role);
  const own = (await worker.get(`${CITY}/actions`)).text;
  const work = new Map();
  for (const [, address] of `${await list}${own}`.matchAll(new RegExp(`href="(${CITY}/actions/ACT-[0-9-]+)"`, "g"))) {
    const html = (await worker.get(address)).text;
    const status = /<dd><span class="status" data-status="([a-z_]+)"/.exec(html)?.[1];
    if (!html.includes('id="desk"')) continue;
    if (!work.has(status))
      work.set(status, { name: `action ${status?.replaceAll("_", " ")} for ${role}`, address, role });
  }
  return [...work.values()];
}

/** Address, viewer and name of each page; of those that need one, with a hearing of their own. */
export async function everyPage() {
  await Visitor.as("admin"); // so that there is a mail in the outbox
  const {
    path: hearing,
    places,
    clerk,
  } = await aHearing("Night buses on Oak Street", { line: ["Bayo Adeyemi", "Kim Lan", "Ruth Meyer"] });
  await clerk.post(`${hearing}/console/speaker/next`);
  await clerk.post(`${hearing}/console/speaker/start`);
  const receipt = (
    await testify(
      hearing,
      "Maria Hernandez",
      "The night bus is how my daughter gets home.\n\n* It is late\n* It is dark",
    )
  ).location;
  const { path: coming } = await aHearing("Trees on Mill Road", { until: "noticed" });
  const { path: draft } = await aHearing("Benches at the stops", { until: "draft" });
  await signUp(coming, "Tom Okafor");
  const visitor = new Visitor();
  const html = async (address) => (await visitor.get(address)).text;
  const testimony = firstLink(await html(hearing), new RegExp(`href="(${CITY}/testimony/T-[0-9-]+)"`));
  const area = firstLink(await html(`${CITY}/areas`), new RegExp(`href="(${CITY}/areas/[a-z0-9-]+)"`));
  const actions = `${CITY}/actions`;
  const action = firstLink(await html(actions), new RegExp(`href="(${actions}/[A-Z0-9-]+)"`));
  const titled = async (title) => firstLink(await html(`${actions}`), new RegExp(`href="(${actions}/[A-Z0-9-]+)"><bdi>${title}`));
  const ladder = await titled("Publish the use of force log every quarter");
  const amended = await titled("Monthly audit of cameras that were switched on late");
  const issued = await titled("Limit vehicle pursuits|A written receipt for every stop");
  const work = [...(await workOf("member", html(actions))), ...(await workOf("agency", html(actions)))];
  const policy = firstLink(await html(`${CITY}/policies?status=pending`), new RegExp(`href="(${CITY}/policies/POL-[0-9-]+)"`));
  const effort = firstLink(await html(`${CITY}/efforts`), new RegExp(`href="(${CITY}/efforts/EFF-[0-9-]+)"`));
  const casePage = firstLink(await html(`${CITY}/cases`), new RegExp(`href="(${CITY}/cases/CASE-[0-9-]+)"`));
  const past = firstLink(await html(`${CITY}/hearings?when=past`), new RegExp(`href="(${CITY}/hearings/[0-9]+)"`));

  const wanting = (
    await new Visitor().post(`${coming}/accommodation`, { key: key(), kind: "asl", language: "en", name: "Ruth Meyer", contact: "ruth@mail.example" })
  ).location;
  const slip = (
    await clerk.post(`${hearing}/console/sign-up`, { key: key(), item: "1", name: "Amina Yusuf", mode: "phone", interpreter: "none" })
  ).location;
  const promise = (
    await clerk.post(`${hearing}/promise`, {
      key: key(),
      item: "1",
      speaker: "Lt. Carla Nwosu",
      addressee: "police",
      text: "A count of stops on Oak Street by the end of the month.",
      said: "You will have that count by the end of the month.",
    })
  ).location;

  const held = firstLink(
    (await (await Visitor.as("moderator")).get(`${CITY}/moderation`)).text,
    new RegExp(`href="(${CITY}/moderation/T-[0-9-]+)"`),
  );
  const page = (name, address, role, extra) => address && { name, address, role, status: 200, ...extra };
  return [
    page("front door", "/"),
    page("city", CITY),
    page("hearings", `${CITY}/hearings`),
    page("past hearings", `${CITY}/hearings?when=past`),
    page("live hearing", hearing),
    page("coming hearing", coming),
    page("past hearing", past),
    page("testify", `${hearing}/testify`),
    page("search", `${CITY}/search`),
    page("search results", `${CITY}/search?q=police`),
    page("reading", `${CITY}/hearings/${past?.split("/").pop() ?? 1}/reading`),
    page("reading of an area", area && `${area}/reading`),
    page("reading for the clerk", `${hearing}/reading`, "clerk"),
    page("campaign", `${CITY}/campaigns/1`),
    page("campaign for the clerk", `${CITY}/campaigns/1`, "clerk"),
    page("speak", `${hearing}/speak`),
    page("place in line", places[1]),
    page("receipt", receipt),
    page("change one’s words", `${receipt}/revise`),
    page("supplement", `${receipt}/supplement`),
    page("versions", testimony && `${testimony}/versions`),
    page("intake", `${CITY}/intake`, "clerk"),
    page("intake for a hearing", `${CITY}/intake?target=${hearing.slice(CITY.length + 1)}`, "clerk"),
    page("all testimony", `${hearing}/testimony`),
    page("one testimony", testimony),
    page("room", `${hearing}/room`),
    page("areas", `${CITY}/areas`),
    page("area", area),
    page("worksheet", `${CITY}/areas/body-cameras/worksheet`),
    page("worksheet with a stale mark", `${CITY}/areas/use-of-force/worksheet`),
    page("version of a worksheet", `${CITY}/areas/surveillance-technology/worksheet/1`),
    page("worksheet for a member", `${CITY}/areas/civilian-oversight/worksheet/1`, "member"),
    page("worksheet for the agency", `${CITY}/areas/civilian-oversight/worksheet/1`, "agency"),
    page("question an answer", `${CITY}/areas/body-cameras/worksheet/1/challenge?criterion=bwc-4`),
    page("next steps of a criterion", `${CITY}/areas/body-cameras/next?criterion=bwc-2`, "member"),
    page("compare places", `${CITY}/areas/body-cameras/compare`),
    page("two places side by side", `${CITY}/areas/body-cameras/compare?with=harrow-falls,port-ellis`),
    page("all areas at a glance", `${CITY}/compare`),
    page("versions of an area", `${CITY}/areas/use-of-force/history`),
    page("edit a section", `${CITY}/areas/use-of-force/sections/criteria`, "admin"),
    page("switch an area off", `${CITY}/areas/use-of-force/switch`, "admin"),
    page("catalogue", `${CITY}/catalogue`, "admin"),
    page("testify to an area", area && `${area}/testify`),
    page("actions", actions),
    page("overdue actions", `${actions}?overdue=true`),
    page("action", action),
    page("action with its ladder", ladder),
    page("version of an action", amended && `${amended}/versions/2`),
    page("evidence for an action", amended && `${amended}/evidence`),
    page("recurring obligations", `${CITY}/obligations`),
    page("new obligation", `${CITY}/obligations/new`, "chair"),
    page("end an obligation", `${CITY}/obligations/1/end`, "chair"),
    page("amend an action", issued && `${issued}/amend`, "chair"),
    page("desk of what is asked of an agency", `${CITY}/desk/agency`, "agency"),
    page("register", `${CITY}/register`),
    page("register of one agency", `${CITY}/register?agency=police`),
    page("register of a past day", `${CITY}/register?as_of=2026-06-30&from=2026-01-01&every=month`),
    page("actions behind a number", `${CITY}/register/actions?which=open`),
    page(
      "imported action",
      firstLink(await html(`${CITY}/register/actions?source=marlow-auditor`), new RegExp(`href="(${actions}/[A-Z0-9-]+)"`)),
    ),
    page("oversight report", `${CITY}/register/reports/2026-01-01/2026-06-30`),
    page("policy changes", `${CITY}/policies`),
    page("what was said on a policy change", `${policy}/reading`),
    page("policies being practised", `${CITY}/policies?status=in_practice`),
    page("what is coming", `${CITY}/portfolio`),
    page("policy change", policy),
    page("policy change for its owner", policy, "chair"),
    page("redline", policy && `${policy}/redline`),
    page("comment on a paragraph", policy && `${policy}/testify?paragraph=1`),
    page("a new policy change", `${CITY}/policies/new`, "chair"),
    page("what officials do", `${CITY}/efforts`),
    page("an effort", effort),
    page("a new effort", `${CITY}/efforts/new`, "chair"),
    page("cases", `${CITY}/cases`),
    page("a case", casePage),
    page("record", `${CITY}/record`),
    page("record of one hearing", `${CITY}/record?about=${hearing.slice(CITY.length + 1)}`),
    page("sign in", "/sign-in"),
    page("code", "/sign-in/code"),
    page("outbox", "/dev/outbox"),
    page("not found", `${CITY}/hearings/999999`, undefined, { status: 404 }),
    page("no such place", "/atlantis", undefined, { status: 404 }),
    page("sign in first", `${CITY}/desk`, undefined, { status: 401 }),
    page("desk of a resident", `${CITY}/desk`, "resident"),
    page("desk of the clerk", `${CITY}/desk`, "clerk"),
    page("new hearing", `${CITY}/hearings/new`, "clerk"),
    page("draft", draft, "clerk"),
    page("edit a draft", `${draft}/edit`, "clerk"),
    page("hearing for the clerk", coming, "clerk"),
    page("set a new date", `${coming}/reschedule`, "clerk"),
    page("amend an agenda", `${coming}/amend`, "clerk"),
    page("version of an agenda", `${coming}/agenda/1`),
    page("next hearing", `${coming}/copy`, "clerk"),
    page("drafts and postings", `${CITY}/hearings/work`, "clerk"),
    page("continue a hearing", `${hearing}/continue`, "chair"),
    page("notice certificate", `${coming}/certificate`),
    page("legal clocks", `${CITY}/clocks`),
    page("set legal clocks", `${CITY}/clocks`, "admin"),
    page("follow", `${CITY}/follow`),
    page("follow was asked", `${CITY}/follow/asked`),
    page("ask for an accommodation", `${coming}/accommodation`),
    page("own accommodation request", wanting),
    page("accommodation requests", `${coming}/accommodations`, "clerk"),
    page("sign-up sheet", `${coming}/sign-up-sheet`),
    page("rules of the line", `${draft}/line-rules`, "clerk"),
    page("slip", slip, "clerk"),
    page("one speaker", `${hearing}/console/slots/2`, "clerk"),
    page("who sits", `${CITY}/bodies/public-safety/members`),
    page("who sits, for the clerk", `${CITY}/bodies/public-safety/members`, "clerk"),
    page("votes", past && `${past}/votes`),
    page("votes on an item", past && `${past}/items/2/votes`),
    page("roll, motions and votes", `${hearing}/desk`, "clerk"),
    page("minutes", past && `${past}/minutes`),
    page("minutes for the clerk", past && `${past}/minutes`, "clerk"),
    page("packet", past && `${past}/packet`),
    page("packet for the clerk", past && `${past}/packet`, "clerk"),
    page("what we heard", past && `${past}/heard`),
    page("what we heard, for the clerk", past && `${past}/heard`, "clerk"),
    page("take down a promise", `${hearing}/promise`, "clerk"),
    page("a promise", promise),
    page("console", `${hearing}/console`, "clerk"),
    page("console before the hearing", `${coming}/console`, "clerk"),
    page("console of the chair", `${hearing}/console`, "chair"),
    page("desk of the chair", `${CITY}/desk`, "chair"),
    page("desk of a member", `${CITY}/desk`, "member"),
    page("new action", `${actions}/new`, "member"),
    page("desk of the agency", `${CITY}/desk`, "agency"),
    ...work.map((it) => page(it.name, it.address, it.role)),
    page("offices", `${CITY}/offices`, "admin"),
    page("bulk submitters", `${CITY}/bulk-keys`, "admin"),
    page("what is held", `${CITY}/moderation`, "moderator"),
    page("what is held in the same words", `${CITY}/moderation-alike`, "moderator"),
    page("a case", held, "moderator"),
    page("appeals", `${CITY}/moderation-appeals`, "moderator"),
    page("requests to take off", `${CITY}/removals`, "moderator"),
    page("hold a testimony", `${testimony}/hold`, "moderator"),
    page("desk of a moderator", `${CITY}/desk`, "moderator"),
    page("report this", `${testimony}/report`),
    page("I did not send this", `${testimony}/dispute`),
    page("ask to take off personal data", `${CITY}/removal`),
    page("moderation report", `${CITY}/moderation-report`),
  ].filter(Boolean);
}

import { live } from "./live";
import { keep, parse } from "./morph";
import { addressOf, bodyOf, isSignIn, post } from "./page";
import { word } from "./words";

const underWay = new WeakSet<HTMLFormElement>();

/** `form[data-live-post]`: sent without leaving the page; the change itself comes back through the live regions. */
export function openLivePosts(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-live-post]") || event.defaultPrevented) return;
    event.preventDefault();
    void send(form, event.submitter);
  });
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  // A double tap is one press.
  if (underWay.has(form)) return;
  underWay.add(form);
  const body = bodyOf(form, submitter);
  submitter?.setAttribute("aria-disabled", "true");
  try {
    const answer = await post(addressOf(form, submitter), body);
    if (answer.redirected && isSignIn(answer.url)) location.assign(answer.url);
    else if (answer.ok) succeeded(form, form.dataset.shows ? await answer.text() : "");
    else complain(form, await reasonIn(answer));
  } catch {
    // Not tried again by itself: a minute later the room may be somewhere else. The key makes a second press safe.
    complain(form, word("notDone"));
  } finally {
    underWay.delete(form);
    submitter?.removeAttribute("aria-disabled");
  }
}

function succeeded(form: HTMLFormElement, page: string): void {
  show(form, page);
  for (const line of document.querySelectorAll(".post-error")) line.remove();
  if (live.state !== "live") void live.refresh();
  if (!("keep" in form.dataset)) form.reset();
  // The next entry through the same form is another one.
  const key = form.querySelector<HTMLInputElement>("input[type=hidden][name=key]");
  if (key) key.value = freshKey();
}

/** `data-shows="#ticket"`: of the page that follows, the part `#ticket-slip` is shown here. */
function show(form: HTMLFormElement, page: string): void {
  const place = document.querySelector(form.dataset.shows || "never");
  const part = page && parse(page).querySelector(`${form.dataset.shows}-slip`);
  if (!place || !part) return;
  place.replaceChildren(keep(document.importNode(part, true)));
  place.scrollIntoView({ block: "nearest" });
}

async function reasonIn(answer: Response): Promise<string> {
  const summary = parse(await answer.text()).querySelector(".error-summary");
  return summary?.textContent?.replace(/\s+/g, " ").trim() || word("notDone");
}

function complain(form: HTMLFormElement, text: string): void {
  const after = form.nextElementSibling;
  const line = after?.matches(".post-error") ? after : undefined;
  const place = line ?? keep(document.createElement("p"));
  place.className = "post-error error-message";
  place.setAttribute("role", "status");
  if (!line) form.after(place);
  // A status is read when it changes, not when it appears: first the empty line, then the words.
  setTimeout(() => {
    place.textContent = text;
  }, 50);
}

function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

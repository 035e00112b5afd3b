import * as drafts from "./drafts";
import { keep } from "./morph";
import { addressOf, bodyOf, isSignIn, post, showPage } from "./page";
import { nextTry, outcome } from "./sending";
import { word } from "./words";

const PAUSE = 600;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const isControl = (element: Element): element is Control => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

/** Nothing typed is lost: kept on the device while it is written, sent until it arrives, recorded once. */
export class DraftForm extends HTMLElement {
  private events: AbortController | undefined;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private retry: (() => void) | undefined;
  private isSending = false;
  private note: HTMLElement | undefined;
  private status: HTMLElement | undefined;

  connectedCallback(): void {
    this.events = new AbortController();
    const { signal } = this.events;
    this.addEventListener("input", (event) => this.typed(event), { signal });
    this.addEventListener("submit", (event) => this.submit(event), { signal });
    addEventListener("online", () => this.retry?.(), { signal });
    // Leaving, also for the same page in another language, does not wait for the pause.
    addEventListener("pagehide", () => this.save(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.settle(), { signal });
    addEventListener("beforeunload", (event) => this.retry && event.preventDefault(), { signal });
    this.restore();
  }

  disconnectedCallback(): void {
    this.events?.abort();
  }

  private get form(): HTMLFormElement | null {
    return this.querySelector("form");
  }

  private get shared(): HTMLInputElement | null {
    return this.querySelector("input[data-shared-computer]");
  }

  private get fields(): drafts.Field[] {
    return [...(this.form?.elements ?? [])].filter(isControl).map(fieldOf);
  }

  private restore(): void {
    if (this.shared && drafts.isShared()) this.shared.checked = true;
    const values = drafts.load(this.dataset.draft ?? "");
    // A page with errors already holds what was sent; that is newer than the draft.
    if (!values || drafts.isShared() || document.querySelector(".error-summary")) return;
    if (drafts.restore(this.fields, values)) this.say(word("draftRestored"), true);
  }

  private typed(event: Event): void {
    if (event.target === this.shared) this.share();
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), PAUSE);
  }

  private share(): void {
    drafts.setShared(this.shared?.checked ?? false);
    if (!this.shared?.checked) return;
    drafts.wipe();
    this.note?.remove();
    this.note = undefined;
  }

  private save(): void {
    if (this.saving === undefined || drafts.isShared()) return;
    clearTimeout(this.saving);
    this.saving = undefined;
    const values = drafts.collect(this.fields);
    if (!values) drafts.drop(this.dataset.draft ?? "");
    else if (drafts.save(this.dataset.draft ?? "", values)) this.say(word("draftSaved"));
  }

  /** The note about the draft, with the way to get rid of it. Read aloud only when something came back unasked. */
  private say(text: string, isNews = false): void {
    if (!this.note) {
      this.note = keep(document.createElement("p"));
      this.note.className = "draft-note";
      if (isNews) this.note.setAttribute("role", "status");
      const clear = document.createElement("button");
      clear.type = "button";
      clear.className = "button-link";
      clear.textContent = word("draftClear");
      clear.addEventListener("click", () => this.clear());
      this.note.append(document.createElement("span"), " ", clear);
      // What came back is said before the fields; what was saved is said after them, where nothing has to move.
      if (isNews) this.form?.prepend(this.note);
      else this.form?.append(this.note);
    }
    const line = this.note.firstElementChild;
    if (line) line.textContent = text;
  }

  private clear(): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    drafts.drop(this.dataset.draft ?? "");
    this.form?.reset();
    this.note?.remove();
    this.note = undefined;
    [...(this.form?.elements ?? [])]
      .filter(isControl)
      .find((field) => field.type !== "hidden")
      ?.focus();
  }

  private submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    event.preventDefault();
    if (this.isSending) return;
    this.isSending = true;
    this.saving ??= setTimeout(() => {});
    this.save();
    const submitter = event.submitter;
    const body = bodyOf(form, submitter);
    this.lock(true);
    void this.send(addressOf(form, submitter), body, 0);
  }

  /** The body is made once: every further try is the same request with the same key, so it counts once. */
  private async send(address: string, body: URLSearchParams | FormData, failures: number): Promise<void> {
    this.retry = undefined;
    if (!failures) this.tell(word("sending"));
    const answer = await post(address, body).catch(() => undefined);
    const wait = answer?.headers.get("Retry-After") ?? null;
    const toSignIn = !!answer?.redirected && isSignIn(answer.url);
    const result = answer ? outcome({ ...facts(answer), retryAfter: wait }, toSignIn) : "later";
    if (answer && result === "done") return this.done(answer.url);
    if (answer && toSignIn) return location.assign(answer.url);
    if (answer && result === "page" && showPage(await answer.text())) return this.settle();
    // Turned away in time is in time: the voucher goes along with the next try.
    const voucher = answer?.headers.get("Submission-Voucher");
    if (voucher) body.set("voucher", voucher);
    this.tell(word("notSent"));
    this.retry = () => {
      clearTimeout(timer);
      void this.send(address, body, failures + 1);
    };
    const timer = setTimeout(this.retry, nextTry(wait, failures + 1));
  }

  private done(address: string): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    drafts.drop(this.dataset.draft ?? "");
    location.assign(address);
  }

  private settle(): void {
    this.isSending = false;
    this.lock(false);
    this.tell("");
  }

  /** While the same words are tried again they must not change under way; they can still be read and copied. */
  private lock(locked: boolean): void {
    for (const element of this.form?.elements ?? []) {
      if (element instanceof HTMLButtonElement) element.setAttribute("aria-disabled", String(locked));
      else if ("readOnly" in element) element.readOnly = locked;
    }
  }

  private tell(text: string): void {
    if (!this.status) {
      this.status = keep(document.createElement("p"));
      this.status.className = "send-note";
      this.status.setAttribute("role", "status");
    }
    if (!this.status.isConnected) this.form?.append(this.status);
    this.status.textContent = text;
  }
}

const facts = ({ status, ok, redirected }: Response) => ({ status, ok, redirected });

function fieldOf(control: Control): drafts.Field {
  const choice = control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);
  return {
    name: control.name,
    type: control.type,
    isPrivate: !!control.closest("[data-private]") || "sharedComputer" in control.dataset,
    get isTouched() {
      if (control instanceof HTMLSelectElement)
        return [...control.options].some((option) => option.selected !== option.defaultSelected);
      return choice ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
    },
    get value() {
      return control.value;
    },
    set value(value: string) {
      control.value = value;
    },
    get checked() {
      return choice ? control.checked : undefined;
    },
    set checked(checked) {
      if (choice) control.checked = checked ?? false;
    },
  };
}

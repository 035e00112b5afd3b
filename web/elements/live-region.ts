import { noticeAlerts } from "./alerts";
import { retryAfter } from "./backoff";
import { isBusy, withhold } from "./hold";
import { live, type Message, type Region } from "./live";
import { keep, morph, parse } from "./morph";
import { language, word } from "./words";

const DEBOUNCE = 300;
const PATIENCE = 4;

/** A live piece of the page: the server's HTML, kept current. What it shows and how new it is stand in its attributes. */
export class LiveRegion extends HTMLElement implements Region {
  private wanted = 0;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private fetching: AbortController | undefined;
  private held: string | undefined;
  private more: HTMLButtonElement | undefined;

  connectedCallback(): void {
    live.add(this);
    noticeAlerts(this, true);
  }

  disconnectedCallback(): void {
    live.remove(this);
    clearTimeout(this.timer);
    this.fetching?.abort();
    this.more?.remove();
  }

  get topics(): string[] {
    return (this.dataset.topic ?? "").split(/\s+/).filter(Boolean);
  }

  get seq(): number {
    return Number(this.dataset.seq ?? 0);
  }

  /** Heard of something that it could not yet show. */
  private get isBehind(): boolean {
    return this.wanted > this.seq;
  }

  receive(message: Message): void {
    if (message.seq <= this.seq) return;
    const html = message.html?.[this.id];
    const mine = this.topics.includes(message.topic) || message.html?.[this.dataset.with ?? ""] !== undefined;
    if ("refetch" in this.dataset ? mine : html === null) this.want(message.seq);
    else if (typeof html === "string") this.show(html, message.seq);
  }

  async refetch(): Promise<boolean> {
    const address = this.dataset.src;
    if (!address) return true;
    this.fetching?.abort();
    this.fetching = new AbortController();
    try {
      const response = await fetch(address, {
        headers: { Accept: "text/html", "Accept-Language": language() },
        // Public pages may be some seconds old in the browser's cache; this asks whether they still hold.
        cache: "no-cache",
        signal: this.fetching.signal,
      });
      if (!response.ok) return this.again(retryAfter(response.headers.get("Retry-After")));
      const seq = Number(response.headers.get("Lectern-Seq") ?? this.seq);
      if (seq >= this.seq) this.show(await response.text(), seq);
      // Another process may answer a moment before it has heard of the change itself.
      if (this.isBehind && this.tries < PATIENCE) return this.again();
      this.wanted = this.tries = 0;
      return true;
    } catch (error) {
      // A newer fetch took over; it reports for both.
      return error instanceof DOMException && error.name === "AbortError" ? true : this.again();
    }
  }

  reopened(): void {
    if ("refetch" in this.dataset) void this.refetch();
  }

  want(seq: number): void {
    this.wanted = Math.max(this.wanted, seq);
    // Spread, because everyone in the room hears of the same change at the same moment.
    const spread = Number(this.dataset.refetch) || DEBOUNCE;
    this.schedule(spread + Math.random() * spread);
  }

  private again(wait?: number): false {
    if (this.isBehind) this.schedule(wait ?? Math.min(30_000, 1000 * 2 ** this.tries++));
    return false;
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refetch(), wait);
  }

  private show(html: string, seq: number): void {
    this.dataset.seq = String(seq);
    const page = parse(html);
    // The address may answer the bare inside or the whole page with the region in it.
    const next = page.getElementById(this.id) ?? page.body;
    const hold = "hold" in this.dataset && (this.held !== undefined || isBusy(this));
    const waiting = hold ? withhold(this, next) : 0;
    this.held = waiting ? html : undefined;
    morph(this, next.childNodes);
    this.offer(waiting);
    noticeAlerts(this);
  }

  private offer(count: number): void {
    if (!count) {
      this.more?.remove();
      this.more = undefined;
      return;
    }
    if (!this.more) {
      this.more = keep(document.createElement("button"));
      this.more.type = "button";
      this.more.className = "button show-new";
      this.more.addEventListener("click", () => this.release());
      this.before(this.more);
    }
    this.more.textContent = word("showNew", { n: count });
  }

  private release(): void {
    const html = this.held;
    if (html === undefined) return;
    const present = new Set([...this.querySelectorAll("li[id]")].map((item) => item.id));
    this.held = undefined;
    const page = parse(html);
    morph(this, (page.getElementById(this.id) ?? page.body).childNodes);
    this.offer(0);
    const first = [...this.querySelectorAll<HTMLElement>("li[id]")].find((item) => !present.has(item.id));
    if (!first) return;
    // The button is gone; reading goes on where the new things begin.
    first.tabIndex = -1;
    first.focus();
  }
}

import { morph, parse } from "./morph";

const PAUSE = 300;

/** Says, while a start is typed, whether notice given now would be in time, and from when on it would be. */
export class NoticeCheck extends HTMLElement {
  private events: AbortController | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  connectedCallback(): void {
    this.events = new AbortController();
    this.closest("form")?.addEventListener("input", (event) => this.typed(event), { signal: this.events.signal });
  }

  disconnectedCallback(): void {
    this.events?.abort();
    clearTimeout(this.waiting);
  }

  private value(name: string): string {
    const field = this.closest("form")?.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
  }

  private typed(event: Event): void {
    const name = (event.target as HTMLInputElement | null)?.name;
    if (name !== "starts_at" && name !== "kind") return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const mine = ++this.asked;
    const wanted = new URLSearchParams({ kind: this.value("kind"), starts_at: this.value("starts_at") });
    try {
      const answer = await fetch(`${this.dataset.src}?${wanted}`, { headers: { Accept: "text/html" } });
      const html = await answer.text();
      const status = this.querySelector("[role=status]");
      // What was asked later may have been answered sooner.
      if (answer.ok && status && mine === this.asked) morph(status, parse(html).body.childNodes);
    } catch {
      // The check is repeated by the server when the form is sent.
    }
  }
}

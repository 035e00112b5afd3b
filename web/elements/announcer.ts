const GAP = 10_000;

/** Whose turn it is to be read aloud: one sentence per ten seconds, and of those that waited only the latest. */
export class Turn {
  private last = Number.NEGATIVE_INFINITY;
  private waiting: { text: string; until: number; isOwn: boolean } | undefined;

  /** What concerns the reader's own turn (`isOwn`) is not pushed aside by what concerns everyone. */
  offer(text: string, now: number, goodFor = Number.POSITIVE_INFINITY, isOwn = false): void {
    if (this.waiting?.isOwn && !isOwn) return;
    this.waiting = { text, until: now + goodFor, isOwn };
  }

  /** Milliseconds until something may be said; undefined when nothing waits. */
  wait(now: number): number | undefined {
    return this.waiting && Math.max(0, this.last + GAP - now);
  }

  /** The sentence to say now, unless it is too early or the sentence is no longer true. */
  take(now: number): string | undefined {
    if (!this.waiting || now < this.last + GAP) return undefined;
    const { text, until } = this.waiting;
    this.waiting = undefined;
    if (now > until) return undefined;
    this.last = now;
    return text;
  }
}

const turn = new Turn();
let place: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The one polite live region of the page. It must be there, empty, before the first sentence, or it is not heard. */
export function openAnnouncer(): void {
  place = document.createElement("div");
  place.className = "visually-hidden";
  place.setAttribute("aria-live", "polite");
  place.id = "announcer";
  document.body.append(place);
}

/** `goodFor` ms: a countdown said late would be wrong, so it is dropped instead. */
export function announce(text: string, goodFor?: number, isOwn = false): void {
  if (!text) return;
  turn.offer(text, Date.now(), goodFor, isOwn);
  clearTimeout(timer);
  timer = setTimeout(speak, turn.wait(Date.now()));
}

function speak(): void {
  const text = turn.take(Date.now());
  if (!text || !place) return;
  // A new node, so that the same sentence twice is heard twice.
  const line = document.createElement("p");
  line.textContent = text;
  place.replaceChildren(line);
}

import { announce } from "./announcer";
import { clock } from "./clock";
import { clockFace, markPassed, phase, remaining, type TurnTime, untilNextFace } from "./countdown";
import { word } from "./words";

/** A turn's clock by the server's time. It draws itself from its attributes, so merging a region never makes it jump. */
export class TurnTimer extends HTMLElement {
  static readonly observedAttributes = ["data-started", "data-allotted", "data-used", "data-state"];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = Number.NaN;

  connectedCallback(): void {
    this.setAttribute("role", "timer");
    // Read when asked, never every second; the announcer says the marks.
    this.setAttribute("aria-live", "off");
    this.dir = "ltr";
    this.draw();
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  attributeChangedCallback(): void {
    this.last = Number.NaN;
    if (this.isConnected) this.draw();
  }

  /** Takes another turn's facts from the server's copy; the digits stay this element's own. */
  adopt(next: Element): void {
    for (const { name, value } of [...next.attributes])
      if (this.getAttribute(name) !== value) this.setAttribute(name, value);
  }

  private get turn(): TurnTime {
    const { state = "", started = "", allotted = "0", used = "0" } = this.dataset;
    return { state, started: Date.parse(started), allotted: Number(allotted), used: Number(used) };
  }

  private draw(): void {
    clearTimeout(this.timer);
    const turn = this.turn;
    const left = remaining(turn, clock.now());
    const face = clockFace(left);
    if (this.textContent !== face) this.textContent = face;
    this.dataset.phase = phase(left);
    if (left <= 0) this.dataset.cue = word("timeUp");
    else delete this.dataset.cue;
    // A share for whatever bar or ring the style sheet draws.
    this.style.setProperty("--left", String(Math.max(0, Math.min(1, left / (turn.allotted || 1)))));
    if (turn.state !== "speaking") return;
    this.tell(left);
    this.timer = setTimeout(() => this.draw(), untilNextFace(left));
  }

  private tell(left: number): void {
    const mark = markPassed(this.last, left);
    this.last = left;
    if (mark === undefined || document.querySelector("turn-timer") !== this) return;
    announce(mark ? word("left", { n: mark }) : word("timeUp"), 3000);
  }
}

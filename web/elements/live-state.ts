import { announce } from "./announcer";
import { live } from "./live";
import { timeOfDay, word } from "./words";

const LOST_FOR = 5000;

/** The line that always says whether what you see is current. Empty without script, because then nothing is live. */
export class LiveState extends HTMLElement {
  private readonly listener = () => this.draw();
  private wasLost = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    live.addEventListener("change", this.listener);
    this.draw();
  }

  disconnectedCallback(): void {
    live.removeEventListener("change", this.listener);
    clearTimeout(this.timer);
  }

  /** The server's copy is empty; what stands here is newer. */
  adopt(): void {}

  private draw(): void {
    const state = live.state;
    this.dataset.state = state;
    this.textContent = state === "idle" ? "" : word(state, { time: timeOfDay(live.lastHeard) });
    if (document.querySelector("live-state") === this) this.tell();
  }

  /** A restart of a second is shown but not read out. */
  private tell(): void {
    clearTimeout(this.timer);
    if (live.state === "live" && this.wasLost) announce(word("live"));
    if (live.state === "live") this.wasLost = false;
    if (live.state === "lost" && !this.wasLost)
      this.timer = setTimeout(() => {
        this.wasLost = true;
        announce(this.textContent ?? "");
      }, LOST_FOR);
  }
}

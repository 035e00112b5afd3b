import { clock } from "./clock";

/** A move can be taken back for a few seconds: the button goes when they are over, by the server's clock. */
export class UndoButton extends HTMLElement {
  static readonly observedAttributes = ["data-until"];
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.draw();
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.draw();
  }

  private draw(): void {
    clearTimeout(this.timer);
    const left = Date.parse(this.dataset.until ?? "") - clock.now();
    this.hidden = !(left > 0);
    if (left > 0) this.timer = setTimeout(() => this.draw(), left + 20);
  }
}

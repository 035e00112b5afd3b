import { agrees } from "./draw";

/** Works the draw out again in the reader's own browser and says whether the table below agrees. */
class LotteryCheck extends HTMLElement {
  connectedCallback(): void {
    // Without a secure connection browsers do not calculate; the page says how to do it by hand.
    if (globalThis.crypto?.subtle) void this.check();
  }

  private async check(): Promise<void> {
    const rows = [...document.querySelectorAll<HTMLElement>("tr[data-ticket]")].map(
      ({ dataset }) => [dataset.slot ?? "", dataset.ticket ?? ""] as const,
    );
    const { seed = "", hash = "", yes = "", no = "" } = this.dataset;
    const isRight = await agrees(seed, hash, rows);
    this.className = isRight ? "success" : "warning";
    this.setAttribute("role", "status");
    this.textContent = isRight ? yes : no;
  }
}

customElements.define("lottery-check", LotteryCheck);

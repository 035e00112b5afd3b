/**
 * While much comes in, a form sends the answer to a small sum along, so that what it sends need not wait for a moderator. Most days
 * there is nothing to do, and the sum is not even fetched. Whoever has no script sends without it and is heard a little later.
 */
export class FloodProof extends HTMLElement {
  connectedCallback(): void {
    // Asked when somebody begins to write, so that reading the page costs nothing.
    this.closest("form")?.addEventListener("input", () => void this.ask(), { once: true });
  }

  private async ask(): Promise<void> {
    const { src = "", solver = "" } = this.dataset;
    const asked = await fetch(src).then(
      (answer) => answer.json(),
      () => ({}),
    );
    const field = this.querySelector("input");
    if (asked.bits && field)
      field.value = await (await import(/* @vite-ignore */ solver)).solve(asked.challenge, asked.bits);
  }
}

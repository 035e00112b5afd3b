/** Opens the print dialog. */
export class PrintButton extends HTMLElement {
  private readonly listener = () => window.print();

  connectedCallback(): void {
    this.addEventListener("click", this.listener);
  }
}

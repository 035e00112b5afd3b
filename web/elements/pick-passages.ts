/** What is selected in the text goes to a field, a passage a line, when R is pressed; without script it is typed or pasted. */
export class PickPassages extends HTMLElement {
  private readonly listener = (event: KeyboardEvent) => this.pressed(event);

  connectedCallback(): void {
    document.addEventListener("keydown", this.listener, true);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.listener, true);
  }

  private pressed(event: KeyboardEvent): void {
    const chosen = document.getSelection();
    const text = chosen?.toString().trim();
    const field = document.getElementById(this.dataset.to ?? "");
    if (event.key.toLowerCase() !== "r" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!text || !chosen?.anchorNode || !this.contains(chosen.anchorNode) || !(field instanceof HTMLTextAreaElement))
      return;
    event.preventDefault();
    event.stopPropagation();
    const details = field.closest("details");
    if (details) details.open = true;
    field.value = [...field.value.split("\n").filter(Boolean), ...text.split(/\n+/)].join("\n");
    chosen.removeAllRanges();
    field.focus();
  }
}

import { announce } from "./announcer";
import { word } from "./words";

const SHOWN = 3000;

/** Copies the text of what `data-copy` points at. */
export class CopyButton extends HTMLElement {
  private readonly listener = () => void this.copy();

  connectedCallback(): void {
    this.addEventListener("click", this.listener);
  }

  private async copy(): Promise<void> {
    const source = document.querySelector<HTMLElement>(this.dataset.copy ?? "");
    const button = this.querySelector("button");
    if (!source || !button || !(await copyText(source))) return;
    announce(word("copied"));
    const label = button.textContent;
    if (label === word("copied")) return;
    button.textContent = word("copied");
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN);
  }
}

async function copyText(source: HTMLElement): Promise<boolean> {
  const text = "value" in source ? String(source.value) : (source.textContent ?? "").trim();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused, or a page without TLS in somebody's own network: leave it selected, ready for the keyboard.
    getSelection()?.selectAllChildren(source);
    return false;
  }
}

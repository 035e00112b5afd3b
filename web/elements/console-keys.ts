import { announce } from "./announcer";
import { keyFor, nameOf, neighbour } from "./keys";
import { keep } from "./morph";
import { word } from "./words";

const OFF = "lectern.keys";
const FIELD = "input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select,[contenteditable]";
const CONTROL = "button,a[href],summary,input";

/** Presses the buttons of the clerk's console by key: `data-key` on a button, `data-item` on the things of a list. */
export class ConsoleKeys extends HTMLElement {
  private readonly listener = (event: KeyboardEvent) => this.pressed(event);
  private dialog: HTMLDialogElement | undefined;

  connectedCallback(): void {
    document.addEventListener("keydown", this.listener);
    this.addEventListener("click", (event) => {
      if ((event.target as Element).closest("[data-keys-toggle]")) this.toggle();
      if ((event.target as Element).closest("[data-keys-help]")) this.help();
    });
    this.draw();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.listener);
  }

  private get isOff(): boolean {
    try {
      return localStorage.getItem(OFF) === "off";
    } catch {
      return false;
    }
  }

  private toggle(): void {
    try {
      if (this.isOff) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "off");
    } catch {
      // Without storage the choice cannot be kept.
    }
    this.draw();
    announce(word(this.isOff ? "keysOff" : "keysOn"));
  }

  private draw(): void {
    this.dataset.keys = this.isOff ? "off" : "on";
    for (const button of this.querySelectorAll("[data-keys-toggle]"))
      button.setAttribute("aria-pressed", String(!this.isOff));
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (this.isOff || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const key = keyFor(event, { isField: target.matches(FIELD), isControl: target.matches(CONTROL) });
    if (!key) return;
    const button = this.buttonFor(key);
    const done = button ? this.press(button) : key === "?" ? this.help() : this.walk(key);
    if (done) event.preventDefault();
  }

  /** The current item's own button first, then one that belongs to no item. */
  private buttonFor(key: string): HTMLElement | undefined {
    const current = document.activeElement?.closest("[data-item]");
    const all = this.buttons.filter((button) => keysOf(button).some((name) => nameOf(name) === key));
    return (
      all.find((button) => current?.contains(button)) ??
      all.find((button) => !button.closest("[data-item]")) ??
      undefined
    );
  }

  private get buttons(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-key]")].filter((button) => button.checkVisibility?.() ?? true);
  }

  private press(button: HTMLElement): boolean {
    if (!button.matches(":disabled,[aria-disabled=true]")) button.click();
    return true;
  }

  private walk(key: string): boolean {
    const items = [...this.querySelectorAll<HTMLElement>("[data-item]")];
    if (!items.length || (key !== "j" && key !== "k")) return false;
    const current = items.findIndex((item) => item.contains(document.activeElement));
    const next = items[neighbour(items.length, current, key === "j" ? 1 : -1)];
    if (!next) return false;
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** The list is made of what can be pressed right now, so it is never out of date. */
  private help(): boolean {
    this.dialog ??= this.buildDialog();
    const list = document.createElement("dl");
    list.className = "key";
    const keys = this.buttons.flatMap((button) => keysOf(button).map((name) => [name, labelOf(button)] as const));
    for (const [name, label] of new Map(keys)) {
      const key = document.createElement("kbd");
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      key.textContent = name.length === 1 ? name.toUpperCase() : name;
      term.append(key);
      text.textContent = label;
      list.append(term, text);
    }
    this.dialog.querySelector("dl")?.replaceWith(list);
    this.dialog.showModal();
    return true;
  }

  private buildDialog(): HTMLDialogElement {
    const dialog = keep(document.createElement("dialog"));
    const title = document.createElement("h2");
    const form = document.createElement("form");
    const close = document.createElement("button");
    title.textContent = word("keysTitle");
    title.id = "keys-title";
    dialog.setAttribute("aria-labelledby", title.id);
    form.method = "dialog";
    close.className = "button";
    close.textContent = word("keysClose");
    form.append(close);
    dialog.append(title, document.createElement("dl"), form);
    this.append(dialog);
    return dialog;
  }
}

/** A button may answer to several keys, by spaces: `Space n`. */
const keysOf = (button: HTMLElement) => (button.dataset.key ?? "").split(" ").filter(Boolean);

/** What the button says, without the key shown on it. */
function labelOf(button: HTMLElement): string {
  if (button.dataset.keyLabel) return button.dataset.keyLabel;
  if (button.ariaLabel) return button.ariaLabel;
  const copy = button.cloneNode(true) as HTMLElement;
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent?.trim() ?? "";
}

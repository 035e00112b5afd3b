import { announce } from "./announcer";
import { keep } from "./morph";
import { word } from "./words";

/** How many characters a long text may still have: `textarea[maxlength][data-count]`. */
function count(area: HTMLTextAreaElement): void {
  const left = area.maxLength - area.value.length;
  const after = area.nextElementSibling;
  const line = after?.classList.contains("count") ? after : keep(document.createElement("p"));
  if (line !== after) {
    line.className = "count hint";
    area.after(line);
  }
  line.textContent = word("charactersLeft", { n: left });
  // Heard only near the end; the announcer keeps it from interrupting every key.
  if (left <= area.maxLength / 20) announce(line.textContent, 3000);
}

export function openCounters(): void {
  for (const kind of ["focusin", "input"])
    document.addEventListener(kind, ({ target }) => {
      if (target instanceof HTMLTextAreaElement && "count" in target.dataset && target.maxLength > 0) count(target);
    });
}

/** New things that would push down what somebody reads, or work in, wait until they are asked for. */
export function additions(present: Iterable<string>, next: Iterable<string>): string[] {
  const there = new Set(present);
  return [...next].filter((id) => !there.has(id));
}

/** Splits the server's list in what may be shown now and what waits; the items that wait are taken out of `next`. */
export function withhold(region: Element, next: ParentNode): number {
  const items = [...next.querySelectorAll("li[id]")];
  const present = [...region.querySelectorAll("li[id]")].map((item) => item.id);
  const waiting = new Set(
    additions(
      present,
      items.map((item) => item.id),
    ),
  );
  for (const item of items) if (waiting.has(item.id)) item.remove();
  return waiting.size;
}

/** Whether new items may not simply appear: the list starts above the window, or the person is at work inside it. */
export const isBusy = (region: Element) =>
  region.getBoundingClientRect().top < 0 ||
  (region.contains(document.activeElement) && region !== document.activeElement);

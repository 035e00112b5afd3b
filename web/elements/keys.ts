/** What the rules need to know of a key press and of where it fell. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** The name a button carries for a key: `Space`, `+`, `n`. */
export const nameOf = (key: string) => (key === " " ? "space" : key.toLowerCase());

/** The name of a key pressed for the console; undefined when it belongs to the browser or to what somebody types. */
export function keyFor(press: Press, target: { isField: boolean; isControl: boolean }): string | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat || target.isField) return undefined;
  const name = nameOf(press.key);
  // On a focused button or link these press it, as everywhere else.
  return target.isControl && (name === "space" || name === "enter") ? undefined : name;
}

/** The neighbour of the current item; the first one when none is current. */
export function neighbour(count: number, current: number, step: 1 | -1): number {
  if (current < 0) return step > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, current + step));
}

/** What the rules below need to know of a form field. */
export interface Field {
  readonly name: string;
  readonly type: string;
  value: string;
  checked?: boolean | undefined;
  /** In or marked `[data-private]`. */
  readonly isPrivate: boolean;
  readonly isTouched: boolean;
}

export type Values = Record<string, string[]>;
interface Draft {
  readonly at: number;
  readonly values: Values;
}

const PREFIX = "lectern.draft.";
const SHARED = "lectern.shared";
const KEPT_DAYS = 14;
// Contact data and secrets are never written to a device; the rest has nothing to keep.
const NEVER = new Set(["email", "tel", "password", "hidden", "file", "submit", "button", "reset", "image"]);

export const isDraftable = (field: Pick<Field, "name" | "type" | "isPrivate">) =>
  field.name !== "" && !field.isPrivate && !NEVER.has(field.type);

const isChoice = (field: Pick<Field, "type">) => field.type === "checkbox" || field.type === "radio";

/** The text of a form by field name; a choice nobody made is an empty list, so that unticking is kept too. */
export function collect(fields: readonly Field[]): Values | undefined {
  const values: Values = {};
  const own = fields.filter(isDraftable);
  if (!own.some((field) => field.isTouched)) return undefined;
  for (const field of own) {
    values[field.name] ??= [];
    if (!isChoice(field) || field.checked) values[field.name]?.push(field.value);
  }
  return values;
}

/** Puts the values back; true when anything changed. Fields the draft does not know stay as the server sent them. */
export function restore(fields: readonly Field[], values: Values): boolean {
  const queues = new Map(Object.entries(values).map(([name, list]) => [name, [...list]]));
  let changed = false;
  for (const field of fields.filter(isDraftable)) {
    const queue = queues.get(field.name);
    if (!queue) continue;
    if (isChoice(field)) {
      const checked = queue.includes(field.value);
      changed ||= checked !== field.checked;
      field.checked = checked;
    } else {
      const value = queue.shift() ?? "";
      changed ||= value !== field.value;
      field.value = value;
    }
  }
  return changed;
}

export const isExpired = (at: number, now: number) => now - at > KEPT_DAYS * 86_400_000;

/** Storage may be full, forbidden or absent; then a draft is simply not kept. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export function load(name: string): Values | undefined {
  const draft = attempt(() => JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") as Draft | null);
  return draft && !isExpired(draft.at, Date.now()) ? draft.values : undefined;
}

export function save(name: string, values: Values): boolean {
  const draft: Draft = { at: Date.now(), values };
  return attempt(() => localStorage.setItem(PREFIX + name, JSON.stringify(draft)) ?? true) ?? false;
}

export const drop = (name: string) => attempt(() => localStorage.removeItem(PREFIX + name));

const stored = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];

export function wipe(): void {
  for (const key of stored()) attempt(() => localStorage.removeItem(key));
}

/** Drafts nobody came back for do not stay on a device for ever. */
export function dropExpired(): void {
  for (const key of stored()) if (!load(key.slice(PREFIX.length))) attempt(() => localStorage.removeItem(key));
}

/** Said once, "this is a shared computer" holds until the browser is closed. */
export const isShared = () => attempt(() => sessionStorage.getItem(SHARED)) === "yes";
export const setShared = (shared: boolean) =>
  attempt(() => (shared ? sessionStorage.setItem(SHARED, "yes") : sessionStorage.removeItem(SHARED)));

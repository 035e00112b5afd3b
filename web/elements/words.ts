/** A sentence for the page, or its plural forms by CLDR category. */
export type Word = string | Readonly<Record<string, string>>;
export type Words = Readonly<Record<string, Word>>;

/** What scripts say when the page brings no words of its own; the page's `#words` block overrides it key by key. */
export const english = {
  connecting: "Connecting",
  live: "Live",
  lost: "Connection lost. Trying again. Last updated {time}",
  polling: "Slow connection. Checking every 10 seconds. Last updated {time}",
  showNew: { one: "Show {n} new", other: "Show {n} new" },
  draftSaved: "Draft saved on this device",
  draftRestored: "Your draft from this device is back",
  draftClear: "Clear draft",
  sending: "Sending",
  notSent: "Not sent yet. Trying again.",
  notDone: "That was not sent. Check the connection and try again.",
  charactersLeft: { one: "{n} character left", other: "{n} characters left" },
  copied: "Copied",
  left: { one: "{n} second left", other: "{n} seconds left" },
  timeUp: "Time is up",
  keysTitle: "Keyboard shortcuts",
  keysClose: "Close",
  keysOn: "Shortcuts are on",
  keysOff: "Shortcuts are off",
  alertsOn: "Alerts are on",
  alertsOff: "Alerts are off",
} satisfies Words;

export type Key = keyof typeof english;

/** Picks the plural form and fills the places; numbers and plurals follow the page's language. */
export function say(word: Word, lang: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text =
    typeof word === "string"
      ? word
      : (word[new Intl.PluralRules(lang).select(Number(values.n ?? 0))] ?? word.other ?? "");
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === "number" ? new Intl.NumberFormat(lang).format(value) : value;
  });
}

let own: Words | undefined;

function ownWords(): Words {
  if (!own) {
    try {
      own = JSON.parse(document.getElementById("words")?.textContent ?? "{}") as Words;
    } catch {
      own = {};
    }
  }
  return own;
}

export const language = () => document.documentElement.lang || "en";

export function word(key: Key, values?: Readonly<Record<string, string | number>>): string {
  const mine = ownWords()[key];
  return mine ? say(mine, language(), values) : say(english[key], "en", values);
}

/** A time of day as the page's language writes it, in the hearing's zone when the page names one. */
export function timeOfDay(at: number): string {
  const zone = document.documentElement.dataset.zone;
  return new Intl.DateTimeFormat(language(), { timeStyle: "short", ...(zone ? { timeZone: zone } : {}) }).format(at);
}

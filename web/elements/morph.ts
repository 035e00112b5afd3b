import { Idiomorph } from "idiomorph";

interface Policy {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}
const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;

// The only door for HTML into the page: what our own server rendered and escaped, from its socket or its pages.
const policy = trustedTypes?.createPolicy("app", {
  createHTML: (html) => html,
  createScriptURL: (address) => {
    if (!address.startsWith("/assets/")) throw new TypeError("not ours");
    return address;
  },
});

export function parse(html: string): Document {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

/** The address of a script of our own, for a worker. */
export const ownScript = (address: string): string => (policy ? policy.createScriptURL(address) : address);

/** An element that draws its own content takes the server's attributes itself. */
export interface Adopting extends Element {
  adopt(next: Element): void;
}

let kept = 0;

/** Marks what a script added, so that merging the server's HTML leaves it where it is. Ids keep it from being matched. */
export function keep<E extends Element>(element: E): E {
  element.id ||= `kept-${++kept}`;
  element.setAttribute("data-kept", "");
  return element;
}

/** Merges new content into an element: focus, caret, typed values and opened details stay as the person left them. */
export function morph(element: Element, content: Iterable<Node>): void {
  Idiomorph.morph(element, [...content], {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (old, next) => {
        if (!("adopt" in old)) return true;
        (old as Adopting).adopt(next as Element);
        return false;
      },
      beforeNodeRemoved: (node) => !(node instanceof Element && node.hasAttribute("data-kept")),
      beforeAttributeUpdated: (name, old, kind) => !belongsToPerson(name, old, kind),
    },
  });
}

function belongsToPerson(name: string, element: Element, kind: "update" | "remove"): boolean {
  // Taking the tabindex away from the focused element would drop the focus.
  if (name === "tabindex") return kind === "remove";
  if (name === "open") return element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement;
  if (name === "checked") return element instanceof HTMLInputElement && element.checked !== element.defaultChecked;
  if (name === "selected") return element instanceof HTMLOptionElement && isTouched(element.closest("select"));
  if (name !== "value") return false;
  return isField(element) && (element.value !== element.defaultValue || element === document.activeElement);
}

const isField = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type !== "hidden");

const isTouched = (select: HTMLSelectElement | null) =>
  !!select && [...select.options].some((option) => option.selected !== option.defaultSelected);

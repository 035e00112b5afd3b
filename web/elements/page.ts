import { live } from "./live";
import { morph, parse } from "./morph";

/** Shows a page the server answered a form with, in place: the same page with an error summary, or the next step. */
export function showPage(html: string): boolean {
  const next = parse(html);
  const main = document.querySelector("main");
  const content = next.querySelector("main");
  if (!main || !content) return false;
  document.title = next.title || document.title;
  morph(main, content.childNodes);
  live.catchUp();
  const target = main.querySelector<HTMLElement>(".error-summary") ?? main.querySelector("h1") ?? main;
  target.tabIndex = -1;
  target.focus();
  return true;
}

/** The body a browser would send: the same encoding, line ends included, so that both ways make the same record. */
export function bodyOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams | FormData {
  const data = new FormData(form, submitter);
  if (form.enctype === "multipart/form-data") return data;
  const body = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === "string") body.append(name, value.replace(/\r?\n/g, "\r\n"));
  return body;
}

/** The address of a form; read as attributes because a field may be called "action". */
export function addressOf(form: HTMLFormElement, submitter: HTMLElement | null): string {
  return submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href;
}

export function post(address: string, body: URLSearchParams | FormData): Promise<Response> {
  return fetch(address, { method: "POST", body, headers: { Accept: "text/html" }, redirect: "follow" });
}

/** Signing in again is not success: what was written must still be there afterwards. */
export const isSignIn = (url: string) => /\/sign-?in\b/.test(new URL(url, location.href).pathname);

import { jitter, retryAfter } from "./backoff";

export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly retryAfter: string | null;
}

/** done: it is on the record; page: the server has something to say; later: it may not have arrived, send it again. */
export type Outcome = "done" | "page" | "later";

export function outcome(answer: Answer, ledToSignIn: boolean): Outcome {
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return "later";
  return answer.redirected && answer.ok && !ledToSignIn ? "done" : "page";
}

/** How long to wait: what the server asks for, else growing and spread, never in a tight loop. */
export function nextTry(header: string | null, failures: number, random = Math.random()): number {
  return retryAfter(header) ?? 1000 + jitter(failures, random);
}

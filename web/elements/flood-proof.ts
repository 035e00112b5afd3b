import { ownScript } from "./morph";

/** A sum is asked for anew when the one before is nearly too old to be taken. */
const FRESH = 8 * 60_000;

/**
 * While much comes in, a form sends the answer to a small sum along, so that what it sends need not wait for a moderator. Most days
 * there is nothing to do, and the sum is not even fetched. A worker does it, so that the page stays as quick as it was. Whoever has
 * no script sends without it and is heard a little later.
 */
export class FloodProof extends HTMLElement {
  private asked = Number.NEGATIVE_INFINITY;
  private readonly listener = () => void this.ask();

  connectedCallback(): void {
    const form = this.closest("form");
    // Asked when somebody begins to write, so that reading the page costs nothing; a form that came back is written already.
    form?.addEventListener("input", this.listener);
    if (form?.querySelector("textarea")?.value) void this.ask();
  }

  disconnectedCallback(): void {
    this.closest("form")?.removeEventListener("input", this.listener);
  }

  private async ask(): Promise<void> {
    if (performance.now() - this.asked < FRESH) return;
    this.asked = performance.now();
    const { src = "", solver = "" } = this.dataset;
    const asked = await fetch(src).then(
      (answer) => answer.json(),
      () => ({}),
    );
    const field = this.querySelector("input");
    if (asked.bits && field) field.value = await aside(solver, asked.challenge, asked.bits);
  }
}

/** In a worker; where there are none, in slices between which the page goes on. */
async function aside(solver: string, challenge: string, bits: number): Promise<string> {
  return inWorker(solver, challenge, bits).catch(async () =>
    (await import(/* @vite-ignore */ solver)).solve(challenge, bits),
  );
}

function inWorker(solver: string, challenge: string, bits: number): Promise<string> {
  return new Promise((done, failed) => {
    const worker = new Worker(ownScript(solver), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<string>) => {
      worker.terminate();
      done(data);
    };
    worker.onerror = (error) => {
      worker.terminate();
      failed(error);
    };
    worker.postMessage({ challenge, bits });
  });
}

/** SHA-256 and the search for a number that makes it begin with so many zero bits: in slices, so that the page stays alive. */

const K = new Uint32Array(64);
const H0 = new Uint32Array(8);
(() => {
  const frac = (x: number) => ((x - Math.floor(x)) * 4294967296) >>> 0;
  for (let n = 2, found = 0; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (found < 8) H0[found] = frac(Math.sqrt(n));
    K[found++] = frac(Math.cbrt(n));
  }
})();

/** Every index here is within its array. */
const at = (words: Uint32Array, i: number) => words[i] as number;

/** The first 32 bits are enough to count up to twenty zeros. */
export function firstWord(bytes: Uint8Array): number {
  const length = ((bytes.length + 8) >> 6) + 1;
  const words = new Uint32Array(length * 16);
  const put = (byte: number, i: number) => {
    words[i >> 2] = at(words, i >> 2) | (byte << (24 - (i & 3) * 8));
  };
  bytes.forEach(put);
  put(0x80, bytes.length);
  words[length * 16 - 1] = bytes.length * 8;
  const h = Uint32Array.from(H0);
  const w = new Uint32Array(64);
  const r = (x: number, n: number) => (x >>> n) | (x << (32 - n));
  for (let block = 0; block < length; block++) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = at(words, block * 16 + i);
      else {
        const a = at(w, i - 15);
        const b = at(w, i - 2);
        w[i] =
          (at(w, i - 16) + (r(a, 7) ^ r(a, 18) ^ (a >>> 3)) + at(w, i - 7) + (r(b, 17) ^ r(b, 19) ^ (b >>> 10))) | 0;
      }
    }
    let [a, b, c, d, e, f, g, k] = h as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const t1 = (k + (r(e, 6) ^ r(e, 11) ^ r(e, 25)) + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
      const t2 = ((r(a, 2) ^ r(a, 13) ^ r(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [k, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, k].forEach((x, i) => {
      h[i] = (at(h, i) + x) | 0;
    });
  }
  return at(h, 0);
}

/** Milliseconds in one go: a frame's worth on a page, more where nobody waits for one. */
const isWorker = !("document" in globalThis);
const SLICE = isWorker ? 500 : 12;

/** The proof: the challenge and the number, as the server reads it. */
export async function solve(challenge: string, bits: number): Promise<string> {
  const encoder = new TextEncoder();
  for (let n = 0; ; ) {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      for (let i = 0; i < 200; i++, n++) {
        const proof = `${challenge}:${n}`;
        if (Math.clz32(firstWord(encoder.encode(proof))) >= bits) return proof;
      }
    }
    await new Promise((next) => setTimeout(next));
  }
}

/** A sum is asked for anew when the one before is nearly too old to be taken. */
const FRESH = 8 * 60_000;

/** Puts the answer into the form, and a new one when somebody writes for long. Most days there is no sum to do. */
export function begin(proof: HTMLElement, script: string): void {
  let asked = Number.NEGATIVE_INFINITY;
  const ask = async () => {
    if (performance.now() - asked < FRESH) return;
    asked = performance.now();
    const sum = await fetch(proof.dataset.src ?? "").then(
      (answer) => answer.json(),
      () => ({}),
    );
    const field = proof.querySelector("input");
    if (sum.bits && field) field.value = await aside(script, sum.challenge, sum.bits);
  };
  proof.closest("form")?.addEventListener("input", ask);
  void ask();
}

/** In a worker of this very script, so that the page stays as quick as it was; where there are none, in slices between which it goes on. */
function aside(script: string, challenge: string, bits: number): Promise<string> {
  return inWorker(script, challenge, bits).catch(() => solve(challenge, bits));
}

function inWorker(script: string, challenge: string, bits: number): Promise<string> {
  return new Promise((done, failed) => {
    const worker = new Worker(script, { type: "module" });
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

if (isWorker && "postMessage" in globalThis) {
  addEventListener("message", async ({ data }: MessageEvent<{ challenge: string; bits: number }>) =>
    postMessage(await solve(data.challenge, data.bits)),
  );
}

const BASE = 500;
const CAP = 30_000;

/** Full jitter: anywhere between nothing and the doubled base, so that a restart is not answered by a stampede. */
export function jitter(failures: number, random = Math.random()): number {
  return random * Math.min(CAP, BASE * 2 ** failures);
}

/** Milliseconds to wait before the next try after a socket closed. */
export function waitAfter(code: number, reason: string, failures: number, random = Math.random()): number {
  if (code === 1012) return restartWait(reason, random);
  // Refused or asked to slow down: coming straight back would only be refused again.
  if (code === 4401 || code === 4403) return CAP / 2 + jitter(6, random) / 2;
  if (code >= 4400 && code < 4500) return 2000 + jitter(Math.max(failures, 5), random);
  return jitter(failures, random);
}

/** A restarting server spreads its clients itself and tells each when to come back. */
function restartWait(reason: string, random: number): number {
  try {
    const { retry_ms } = JSON.parse(reason) as { retry_ms?: unknown };
    if (typeof retry_ms === "number" && retry_ms >= 0) return Math.min(retry_ms, CAP);
  } catch {
    // An older server closes without a reason.
  }
  return random * 10_000;
}

/** `Retry-After` as milliseconds; seconds or a date; undefined when absent or not understood. */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
  if (!header) return undefined;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, Math.min(wait, 300_000));
}

/**
 * The server's clock as far as the browser can know it. A sample can only be late (it travelled), so the largest
 * difference seen is the best; a statement of the present that differs by more than travel explains replaces it,
 * because then it is the device's clock that was moved.
 */
export class ServerClock {
  private skew: number | undefined;

  /** `local` is the device's time, in ms, at which the instant arrived. `present` is false for the time of a past event. */
  observe(iso: string | undefined, local: number, present = true): void {
    const server = Date.parse(iso ?? "");
    if (Number.isNaN(server)) return;
    const sample = server - local;
    const moved = present && this.skew !== undefined && this.skew - sample > 3000;
    if (this.skew === undefined ? present : sample > this.skew || moved) this.skew = sample;
  }

  /** Milliseconds since the epoch, by the server. */
  now(local = Date.now()): number {
    return local + (this.skew ?? 0);
  }
}

export const clock = new ServerClock();

/** The page says when it was rendered; its first byte arrived before any script ran. */
export function readPageClock(): void {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const arrived = navigation ? performance.timeOrigin + navigation.responseStart : Date.now();
  clock.observe(document.documentElement.dataset.now, arrived);
}

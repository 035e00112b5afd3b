/** A turn to speak as the server tells it; times in ms, amounts in seconds. */
export interface TurnTime {
  readonly state: string;
  readonly started: number;
  readonly allotted: number;
  /** Used before `started`: earlier stretches of a turn that was paused. */
  readonly used: number;
}

export type Phase = "ok" | "soon" | "over";

const MARKS = [60, 30, 10, 0];

/** Seconds left, negative in overtime; the clock runs only while somebody speaks. */
export function remaining(turn: TurnTime, now: number): number {
  const running = turn.state === "speaking" && !Number.isNaN(turn.started);
  const elapsed = running ? Math.max(0, now - turn.started) / 1000 : 0;
  return turn.allotted - turn.used - elapsed;
}

export function phase(left: number): Phase {
  if (left <= 0) return "over";
  return left <= 30 ? "soon" : "ok";
}

/** Counting down rounds up, so that 0:00 appears at the very end; overtime counts whole seconds. */
export function clockFace(left: number): string {
  const seconds = left > 0 ? Math.ceil(left) : Math.floor(-left);
  const face = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return left > 0 || seconds === 0 ? face : `+${face}`;
}

/** The mark passed between two looks, if it was passed just now: a device that slept says nothing about old marks. */
export function markPassed(before: number, left: number): number | undefined {
  return MARKS.find((mark) => before > mark && left <= mark && mark - left < 2);
}

/** Milliseconds to the next change of the face. */
export function untilNextFace(left: number): number {
  const fraction = left - Math.floor(left);
  return Math.max(20, (fraction || 1) * 1000 + 5);
}

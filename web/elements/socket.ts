import { waitAfter } from "./backoff";

const SILENCE = 60_000;
const STEADY = 5000;

export interface SocketEvents {
  opened(): void;
  message(message: unknown): void;
  /** `failures` counts tries in a row that brought nothing. */
  closed(failures: number): void;
}

/** One socket that comes back: full jitter, the server's own wish on restart, at once when the person looks again. */
export class Socket {
  private socket: WebSocket | undefined;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private heard = 0;
  private since = 0;
  private wanted = false;
  isOpen = false;

  constructor(private readonly events: SocketEvents) {
    document.addEventListener("visibilitychange", () => document.hidden || this.nudge());
    addEventListener("online", () => this.nudge());
    addEventListener("offline", () => this.lose());
    // An open socket would keep the page out of the back-forward cache.
    addEventListener("pagehide", () => this.stop());
    addEventListener("pageshow", (event) => event.persisted && this.start());
  }

  start(): void {
    this.wanted = true;
    this.connect();
  }

  stop(): void {
    this.wanted = false;
    this.forget();
  }

  send(message: unknown): void {
    if (this.isOpen) this.socket?.send(JSON.stringify(message));
  }

  /** Gives the connection up without waiting for a close that a dead network never delivers. */
  lose(code = 1006, reason = ""): void {
    if (!this.wanted || !this.socket) return;
    this.forget();
    if (code !== 1012) this.failures++;
    const wait = waitAfter(code, reason, this.failures);
    this.retry = setTimeout(() => this.connect(), wait);
    this.events.closed(this.failures);
  }

  private nudge(): void {
    if (!this.wanted) return;
    if (this.isOpen && Date.now() - this.heard > SILENCE) this.lose();
    if (!this.socket) this.connect();
  }

  private connect(): void {
    this.forget();
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/live`, "lectern.v1");
    this.socket = socket;
    socket.onopen = () => this.open();
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = (event) => this.lose(event.code, event.reason);
    this.listen();
  }

  private open(): void {
    this.isOpen = true;
    this.since = Date.now();
    this.listen();
    this.events.opened();
  }

  private receive(data: unknown): void {
    this.listen();
    // A server that accepts and hangs up at once must not reset the back-off.
    if (Date.now() - this.since > STEADY) this.failures = 0;
    try {
      this.events.message(JSON.parse(String(data)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  private listen(): void {
    this.heard = Date.now();
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lose(), SILENCE);
  }

  private forget(): void {
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.isOpen = false;
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

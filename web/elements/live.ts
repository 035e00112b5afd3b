import { announce } from "./announcer";
import { clock } from "./clock";
import { Cursors, type Standing } from "./cursors";
import { Socket } from "./socket";
import { language } from "./words";

/** One entry of the record as it comes down the socket. */
export interface Message {
  readonly seq: number;
  readonly topic: string;
  readonly type: string;
  readonly at: string;
  /** Region id → inner HTML; null when the server found it too big to push: fetch it. */
  readonly html?: Readonly<Record<string, string | null>>;
  readonly say?: string;
}
type Down = Partial<Omit<Message, "at">> & { at?: string | number; now?: string; resync?: boolean };

/** A live piece of the page. */
export interface Region extends Standing {
  readonly id: string;
  receive(message: Message): void;
  /** Says that it should be at least this new, and lets it see to it. */
  want(seq: number): void;
  /** The connection is back after a gap. */
  reopened(): void;
  /** Fetches itself anew; false when that failed. */
  refetch(): Promise<boolean>;
}

/** idle: nothing on this page is live. */
export type State = "idle" | "connecting" | "live" | "lost" | "polling";

const POLL_AFTER = 3;
const POLL_EVERY = 10_000;
const RESYNC_EVERY = 5000;

/** What all regions of a page share: one socket, one place in the record, one state line. */
class Live extends EventTarget {
  private readonly regions = new Set<Region>();
  private readonly cursors = new Cursors();
  private followed = new Set<string>();
  private started = false;
  private polling: ReturnType<typeof setTimeout> | undefined;
  private settling = false;
  private resynced = 0;
  private socket: Socket | undefined;
  state: State = "idle";
  /** When this page last knew that it was up to date, by the server's clock. */
  lastHeard = clock.now();

  add(region: Region): void {
    this.regions.add(region);
    this.bringUp(region);
    this.settle();
  }

  remove(region: Region): void {
    this.regions.delete(region);
    this.settle();
  }

  /** After the page was replaced in place: whatever it brought that is older than what was already heard. */
  catchUp(): void {
    for (const region of this.regions) this.bringUp(region);
  }

  /** For a change that the socket may not bring, because there is none. */
  async refresh(): Promise<boolean> {
    const all = await Promise.all([...this.regions].map((region) => region.refetch()));
    if (all.every(Boolean)) this.cursors.caughtUp(this.regions);
    return all.every(Boolean);
  }

  private bringUp(region: Region): void {
    const heard = this.cursors.heard(region);
    if (heard > region.seq) region.want(heard);
  }

  /** Regions come and go in bursts when the page is built or merged: once after the burst is enough. */
  private settle(): void {
    if (this.settling) return;
    this.settling = true;
    queueMicrotask(() => {
      this.settling = false;
      if (!this.started) this.start();
      else this.follow();
    });
  }

  private start(): void {
    if (!this.regions.size) return;
    this.started = true;
    this.become("connecting");
    this.cursors.start(this.regions);
    this.socket = new Socket({
      opened: () => this.opened(),
      message: (message) => this.receive(message as Down),
      closed: (failures) => this.closed(failures),
    });
    this.socket.start();
  }

  private follow(): void {
    if (!this.socket?.isOpen) return;
    const topics = new Set([...this.regions].flatMap((region) => region.topics));
    const gone = [...this.followed].filter((topic) => !topics.has(topic));
    const fresh = [...topics].filter((topic) => !this.followed.has(topic));
    this.followed = topics;
    if (gone.length) this.socket.send({ unfollow: gone });
    if (!fresh.length) return;
    this.cursors.start(this.regions);
    for (const follow of this.cursors.follows(fresh))
      this.socket.send({ ...follow, html: [...this.regions].map((region) => region.id), lang: language() });
  }

  private opened(): void {
    clearTimeout(this.polling);
    this.polling = undefined;
    this.followed.clear();
    this.follow();
    // Nobody pushes what is one reader's own: after a gap it has to be asked for.
    if (this.state === "lost" || this.state === "polling") for (const region of this.regions) region.reopened();
    this.become("live");
  }

  private closed(failures: number): void {
    if (this.state !== "polling") this.become("lost");
    if (failures >= POLL_AFTER) this.polling ??= setTimeout(() => this.poll(), 0);
  }

  private async poll(): Promise<void> {
    // When nobody looks nothing is asked: the next glance tries the socket at once anyway.
    if (!document.hidden) {
      const reached = await this.refresh();
      if (this.polling === undefined) return;
      this.become(reached ? "polling" : "lost");
    }
    this.polling = setTimeout(() => this.poll(), POLL_EVERY * (0.9 + Math.random() / 5));
  }

  private receive(message: Down): void {
    if (message.now) clock.observe(message.now, Date.now());
    if (typeof message.at === "string") clock.observe(message.at, Date.now(), false);
    this.become("live");
    if (message.resync) void this.resync();
    else if (typeof message.seq === "number" && message.topic) this.enter(message as Message);
  }

  private enter(message: Message): void {
    const news = this.cursors.saw(message.topic, message.seq);
    for (const region of this.regions) region.receive(message);
    if (news && message.say) announce(message.say);
  }

  /** The server no longer has what happened since: fetch everything, then go on from there. */
  private async resync(): Promise<void> {
    const again = Date.now() - this.resynced < RESYNC_EVERY;
    this.resynced = Date.now();
    // Twice in a row means that fetching did not help; back off rather than run in a circle.
    if (again || !(await this.refresh())) return this.socket?.lose();
    this.followed.clear();
    this.follow();
  }

  private become(state: State): void {
    if (state === "live" || state === "polling") this.lastHeard = clock.now();
    if (state === this.state && state !== "polling") return;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

export const live = new Live();

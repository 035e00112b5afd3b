/** What a region tells about itself: the topics that change it and the number it was rendered at. */
export interface Standing {
  readonly topics: readonly string[];
  readonly seq: number;
}

export interface Follow {
  readonly follow: readonly string[];
  readonly after: number;
}

/** Each jurisdiction counts for itself; the first part of a topic's address names it. */
export const placeOf = (topic: string) => topic.split("/", 1)[0] ?? "";

/** How far this page has heard, per place: everything up to the number was seen, in order. */
export class Cursors {
  private readonly seen = new Map<string, number>();

  /** A region counts from the page it came with; the page starts at its oldest region. */
  start(regions: Iterable<Standing>): void {
    for (const [place, oldest] of oldestByPlace(regions)) if (!this.seen.has(place)) this.seen.set(place, oldest);
  }

  /** Numbers only rise: a replay never moves a page back. */
  saw(topic: string, seq: number): boolean {
    const place = placeOf(topic);
    const news = seq > (this.seen.get(place) ?? -1);
    if (news) this.seen.set(place, seq);
    return news;
  }

  /** After every region was fetched anew, nothing older than the oldest of them is missing. */
  caughtUp(regions: Iterable<Standing>): void {
    for (const [place, oldest] of oldestByPlace(regions)) this.saw(place, oldest);
  }

  /** The newest number heard of in the places a region belongs to. */
  heard(region: Standing): number {
    return Math.max(-1, ...region.topics.map((topic) => this.seen.get(placeOf(topic)) ?? -1));
  }

  follows(topics: Iterable<string>): Follow[] {
    const byPlace = new Map<string, string[]>();
    for (const topic of new Set(topics)) {
      const place = placeOf(topic);
      byPlace.set(place, [...(byPlace.get(place) ?? []), topic]);
    }
    return [...byPlace].map(([place, follow]) => ({ follow, after: this.seen.get(place) ?? 0 }));
  }
}

function oldestByPlace(regions: Iterable<Standing>): Map<string, number> {
  const oldest = new Map<string, number>();
  for (const region of regions)
    for (const topic of region.topics) {
      const place = placeOf(topic);
      oldest.set(place, Math.min(oldest.get(place) ?? Number.POSITIVE_INFINITY, region.seq));
    }
  return oldest;
}

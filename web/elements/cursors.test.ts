import { describe, expect, it } from "vitest";
import { Cursors, placeOf } from "./cursors";

const region = (seq: number, ...topics: string[]) => ({ seq, topics });
const hearing = "marlow/hearings/12";
const queue = "marlow/hearings/12/queue";

describe("how far a page has heard", () => {
  it("starts at its oldest region, per place", () => {
    const cursors = new Cursors();
    cursors.start([region(41, hearing), region(39, queue), region(7, "harrow/actions/3")]);
    expect(cursors.follows([hearing, queue, "harrow/actions/3"])).toEqual([
      { follow: [hearing, queue], after: 39 },
      { follow: ["harrow/actions/3"], after: 7 },
    ]);
  });
  it("only rises: a replay is not news", () => {
    const cursors = new Cursors();
    cursors.start([region(41, hearing)]);
    expect(cursors.saw(queue, 44)).toBe(true);
    expect(cursors.saw(hearing, 43)).toBe(false);
    expect(cursors.follows([hearing])[0]?.after).toBe(44);
  });
  it("is not moved back by a region that joins later", () => {
    const cursors = new Cursors();
    cursors.start([region(41, hearing)]);
    cursors.saw(hearing, 60);
    const late = region(50, queue);
    cursors.start([region(60, hearing), late]);
    expect(cursors.follows([hearing])[0]?.after).toBe(60);
    expect(cursors.heard(late)).toBe(60);
  });
  it("goes on from the oldest region after everything was fetched anew", () => {
    const cursors = new Cursors();
    cursors.start([region(41, hearing)]);
    cursors.caughtUp([region(90, hearing), region(88, queue)]);
    expect(cursors.follows([hearing])[0]?.after).toBe(88);
  });
  it("follows a topic once", () => {
    expect(new Cursors().follows([hearing, hearing])).toEqual([{ follow: [hearing], after: 0 }]);
  });
});

it("takes the place from the address", () => {
  expect(placeOf(queue)).toBe("marlow");
  expect(placeOf("marlow")).toBe("marlow");
});

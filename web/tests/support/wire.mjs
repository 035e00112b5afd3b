// The wire between a browser and the service, held in the test's hand: it can be cut, spliced, and made lossy.
import { connect, createServer } from "node:net";
import { after } from "node:test";
import { BASE } from "./visitor.mjs";

export async function aWire() {
  const { hostname, port } = new URL(BASE);
  const pairs = new Set();
  const wire = {
    /** Nothing gets through, and nothing new begins. */
    isCut: false,
    /** Sockets break when they begin; pages still load. */
    noSockets: false,
    /** Posts arrive, and what the service answers is lost. */
    losesAnswers: false,
    cut() {
      wire.isCut = true;
      for (const pair of [...pairs]) pair.end();
    },
    splice() {
      wire.isCut = wire.noSockets = wire.losesAnswers = false;
    },
    /** Ends the live sockets that stand, from the service's side as the browser sees it. */
    dropSockets() {
      for (const pair of [...pairs]) if (pair.isLive) pair.end();
    },
  };
  const server = createServer((near) => {
    if (wire.isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    const pair = {
      isLive: false,
      end() {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      },
    };
    pairs.add(pair);
    let mute = false;
    near.on("data", (bytes) => {
      const text = bytes.toString("latin1");
      if (text.startsWith("GET /live")) pair.isLive = true;
      if (pair.isLive && wire.noSockets) return pair.end();
      if (text.startsWith("POST ") && wire.losesAnswers) mute = true;
      far.write(bytes);
    });
    far.on("data", (bytes) => (mute ? pair.end() : near.write(bytes)));
    for (const one of [near, far]) {
      one.on("error", pair.end);
      one.on("close", pair.end);
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  after(() => {
    wire.cut();
    server.close();
  });
  wire.port = server.address().port;
  return wire;
}

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

async function sha256(...parts: Uint8Array[]): Promise<string> {
  const all = new Uint8Array(parts.flatMap((part) => [...part]));
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", all)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** What the page claims of a lottery, and what the seed says: true if both agree. `rows` are slot and ticket in the order shown. */
export async function agrees(
  seed: string,
  hash: string,
  rows: readonly (readonly [string, string])[],
): Promise<boolean> {
  const bytes = bytesOf(seed);
  if ((await sha256(bytes)) !== hash) return false;
  const tickets = await Promise.all(rows.map(([slot]) => sha256(bytes, new TextEncoder().encode(slot))));
  return tickets.every((ticket, n) => ticket === rows[n]?.[1] && (!n || (tickets[n - 1] ?? "") < ticket));
}

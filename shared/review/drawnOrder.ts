/**
 * Texts in an order drawn by lot: each gets a number from seed and text, so the order they came in does not matter and
 * the same seed draws the same again. Not a secret and not a signature: who knows the seed can repeat the draw, which is
 * what it is for.
 */
export function drawnOrder(texts: readonly string[], seed: string): string[] {
  const lots = texts.map((text) => ({ text, lot: lotOf(`${seed}|${text}`) }));
  return lots.sort((a, b) => a.lot - b.lot || (a.text < b.text ? -1 : 1)).map(({ text }) => text);
}

/** A number from 0 to 2^32 - 1: FNV-1a over UTF-16, then mixed so that close texts land far apart (MurmurHash3's last step). */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

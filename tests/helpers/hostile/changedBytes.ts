import type { Random } from './random';

type Change = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** What happens to bytes that know nothing of zips: bad sticks, broken copies, and whoever tries anything. */
export const BYTE_CHANGES: Readonly<Record<string, Change>> = {
  bitsFlipped: (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let flips = 1 + random.below(6); flips > 0; flips -= 1) {
      const at = random.below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    }
    return changed;
  },
  headsFlipped: (bytes, random) => {
    // Where a zip says what it is: its first and its last kilobyte.
    const changed = Buffer.from(bytes);
    for (let flips = 1 + random.below(4); flips > 0; flips -= 1) {
      const near = random.below(Math.min(1024, changed.length));
      const at = random.chance(2) ? near : changed.length - 1 - near;
      changed[at] = random.below(256);
    }
    return changed;
  },
  extremesWritten: (bytes, random) => {
    // The numbers that break sums: 0, −1, the greatest of each width, somewhere in the table of contents.
    const changed = Buffer.from(bytes);
    const at = Math.max(0, changed.length - 8 - random.below(Math.min(900, changed.length)));
    changed.fill(random.pick([0x00, 0xff, 0x7f]), at, at + random.pick([1, 2, 4, 8]));
    return changed;
  },
  runOverwritten: (bytes, random) => {
    const changed = Buffer.from(bytes);
    random.bytes(1 + random.below(300)).copy(changed, random.below(changed.length));
    return changed;
  },
  runZeroed: (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random.below(changed.length);
    return changed.fill(0, at, Math.min(changed.length, at + 512 * (1 + random.below(16))));
  },
  cut: (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  beginningCut: (bytes, random) => bytes.subarray(random.below(bytes.length)),
  runInserted: (bytes, random) => {
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(200)), bytes.subarray(at)]);
  },
  runRemoved: (bytes, random) => {
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(2000))]);
  },
  runDoubled: (bytes, random) => {
    const at = random.below(bytes.length);
    const end = at + 1 + random.below(4000);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
  },
  spliced: (bytes, random, other) =>
    Buffer.concat([
      bytes.subarray(0, random.below(bytes.length)),
      other.subarray(random.below(other.length)),
    ]),
  followedByAnother: (bytes, _random, other) => Buffer.concat([bytes, other]),
  junkBefore: (bytes, random) => Buffer.concat([random.bytes(1 + random.below(500)), bytes]),
  junkBehind: (bytes, random) => Buffer.concat([bytes, random.bytes(1 + random.below(500))]),
  emptied: () => Buffer.alloc(0),
  nothingButJunk: (_bytes, random) => random.bytes(random.below(4000)),
};

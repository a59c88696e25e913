import type { Random } from './random';

const HEAD = 256;

type Files = ReadonlyMap<string, Buffer>;
type Change = (files: Files, random: Random, other: Files) => Files;

/** What can happen to volumes: those of two packages in one folder, lost, doubled and renumbered ones. */
export const VOLUME_CHANGES: Readonly<Record<string, Change>> = {
  oneOfAnother: (files, random, other) => {
    const name = random.pick([...files.keys()]);
    return changed(files, name, other.get(name) ?? random.bytes(1000));
  },
  bodyOfAnother: (files, random, other) => {
    const name = random.pick([...files.keys()]);
    const body = (other.get(name) ?? Buffer.alloc(HEAD)).subarray(HEAD);
    return changed(files, name, Buffer.concat([files.get(name)?.subarray(0, HEAD) ?? Buffer.alloc(0), body]));
  },
  allOfAnotherUnderThisId: (files, _random, other) => {
    const [id, otherId] = [headOf(files)['id'], headOf(other)['id']];
    return new Map(
      [...other].map(([name, bytes]) => [
        name,
        withHead(bytes, (text) => text.replace(String(otherId), String(id))),
      ]),
    );
  },
  lost: (files, random) => {
    const name = random.pick([...files.keys()].slice(1));
    return new Map([...files].filter(([each]) => each !== name));
  },
  cut: (files, random) => {
    const name = random.pick([...files.keys()]);
    const bytes = files.get(name) ?? Buffer.alloc(0);
    return changed(files, name, bytes.subarray(0, random.pick([0, 10, HEAD, HEAD + 1, bytes.length - 1])));
  },
  namesExchanged: (files, random) => {
    const names = [...files.keys()];
    const [one, two] = [random.pick(names), random.pick(names)];
    const whole = new Map(files);
    whole.set(one, files.get(two) ?? Buffer.alloc(0)).set(two, files.get(one) ?? Buffer.alloc(0));
    return whole;
  },
  numbersExchanged: (files, random) => {
    const names = [...files.keys()];
    const index = 1 + random.below(names.length);
    return renumbered(files, random.pick(names), `"index":${index}`, /"index":\d+/);
  },
  wrongTotal: (files, random) =>
    renumbered(
      files,
      random.pick([...files.keys()]),
      `"total":${random.pick([0, 1, 2, 999, 1000, -1])}`,
      /"total":\d+/,
    ),
  allWrongTotal: (files, random) => {
    const total = random.pick([1, 2, files.size - 1, files.size + 1, 999]);
    return new Map(
      [...files].map(([name, bytes]) => [
        name,
        withHead(bytes, (text) => text.replace(/"total":\d+/, `"total":${total}`)),
      ]),
    );
  },
  headOfJunk: (files, random) => {
    const name = random.pick([...files.keys()]);
    const bytes = Buffer.from(files.get(name) ?? Buffer.alloc(HEAD));
    random.bytes(1 + random.below(HEAD)).copy(bytes);
    return changed(files, name, bytes);
  },
  aCopyBeside: (files, random) => {
    const name = random.pick([...files.keys()]);
    const bytes = Buffer.from(files.get(name) ?? Buffer.alloc(0));
    if (random.chance(2)) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    return new Map([...files, [`${name} (2)`, bytes], [`P.fhpkg.9${random.below(10)}9`, bytes]]);
  },
};

function changed(files: Files, name: string, bytes: Buffer): Files {
  return new Map([...files, [name, bytes]]);
}

function headOf(files: Files): Record<string, unknown> {
  const [first = Buffer.alloc(0)] = files.values();
  return JSON.parse(first.subarray(0, HEAD).toString()) as Record<string, unknown>;
}

function withHead(bytes: Buffer, change: (text: string) => string): Buffer {
  const text = change(bytes.subarray(0, HEAD).toString()).trimEnd();
  return Buffer.concat([Buffer.from(`${text.padEnd(HEAD - 1).slice(0, HEAD - 1)}\n`), bytes.subarray(HEAD)]);
}

function renumbered(files: Files, name: string, text: string, pattern: RegExp): Files {
  return changed(
    files,
    name,
    withHead(files.get(name) ?? Buffer.alloc(HEAD), (head) => head.replace(pattern, text)),
  );
}

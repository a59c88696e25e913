import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { readIndicatorTable, writeIndicatorTable } from '@electron/workbook/indicatorWorkbook';
import { readSchemes, readOtherScores } from '@electron/workbook/schemeWorkbook';
import { readScoreWorkbook } from '@electron/workbook/scoreWorkbook';
import { readUnitTable } from '@electron/workbook/unitWorkbook';
import { readReferenceSet, type ReferenceSet } from '@shared/domain/referenceSet';
import { AppError } from '@shared/errors/appError';
import { aFolder, aZip } from '../../helpers/workbooks';

const REFERENCE = resolve(__dirname, '../../../resources/indicator-sets/jiangsu-reference-2020.json');
const SEED = 20_201_123;

/** Small seeded generator: the same mutations in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function partsOf(path: string): Promise<Record<string, string>> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  const parts: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>)
      chunks.push(chunk);
    parts[entry.fileName] = Buffer.concat(chunks).toString('utf8');
  }
  zip.close();
  return parts;
}

let set: ReferenceSet;
let original: Buffer;
let parts: Record<string, string>;

beforeAll(async () => {
  set = readReferenceSet(JSON.parse(await readFile(REFERENCE, 'utf8')));
  const folder = await mkdtemp(join(tmpdir(), 'faheng-tables-'));
  const path = join(folder, 'original.xlsx');
  await writeIndicatorTable({ ...set.system, items: set.system.items.slice(0, 25) }, path);
  original = await readFile(path);
  parts = await partsOf(path);
  await rm(folder, { recursive: true });
});

/** Reads a file by two doors, each in turn; a refusal in words is as good as a result, anything else is a defect. */
async function readAsTables(path: string, turn: number): Promise<'read' | 'refused'> {
  const context = {
    units: new Map(set.sampleUnits.map((unit) => [unit.code, unit])),
    items: new Map(set.system.items.map((item) => [item.code, item])),
    cycleYear: 2020,
  };
  const others = [
    () => readUnitTable(path),
    () => readSchemes(path),
    () => readOtherScores(path),
    () => readScoreWorkbook(path, context, () => undefined),
  ];
  let outcome: 'read' | 'refused' = 'read';
  for (const read of [() => readIndicatorTable(path), others[turn % others.length]!]) {
    try {
      const { problems } = await read();
      expect(problems.every(({ message }) => message !== '')).toBe(true);
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      outcome = 'refused';
    }
  }
  return outcome;
}

describe('mutated workbooks never crash the reader', () => {
  it('bytes of the file flipped, cut out or cut off', async () => {
    const folder = await aFolder();
    const next = random(SEED);
    const outcomes = { read: 0, refused: 0 };
    for (let run = 0; run < 150; run += 1) {
      let bytes = Buffer.from(original);
      const kind = next(4);
      if (kind === 0) bytes = bytes.subarray(0, next(bytes.length));
      else if (kind === 1) {
        const start = next(bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + next(200))]);
      } else for (let flips = 0; flips <= next(20); flips += 1) bytes[next(bytes.length)] = next(256);
      const path = join(folder, 'mutated.xlsx');
      await writeFile(path, bytes);
      outcomes[await readAsTables(path, run)] += 1;
    }
    expect(outcomes.refused).toBeGreaterThan(100);
  });

  it('XML of the parts altered, with sums that are right again', async () => {
    const folder = await aFolder();
    const next = random(SEED + 1);
    const names = Object.keys(parts).filter((name) => name.startsWith('xl/') || name.startsWith('_rels'));
    const insertions = [
      '<',
      '>',
      '&',
      '"',
      ' r="A1"',
      '<c t="s"><v>99999</v></c>',
      '<c><v>1e999</v></c>',
      '</row>',
      '<!--',
      ']]>',
      '\u0000',
      '９',
      '<c r="ZZZ1"><v>1</v></c>',
      '<f>1+1</f>',
    ];
    const outcomes = { read: 0, refused: 0 };
    for (let run = 0; run < 200; run += 1) {
      const mutated = { ...parts };
      const name = names[next(names.length)] ?? '';
      let xml = mutated[name] ?? '';
      for (let changes = 0; changes <= next(4); changes += 1) {
        const at = next(xml.length + 1);
        const kind = next(3);
        if (kind === 0) xml = xml.slice(0, at) + xml.slice(at + next(60));
        else if (kind === 1)
          xml = xml.slice(0, at) + (insertions[next(insertions.length)] ?? '') + xml.slice(at);
        else xml = xml.slice(0, at) + xml.slice(next(xml.length + 1)).slice(0, next(300)) + xml.slice(at);
      }
      mutated[name] = xml;
      if (next(10) === 0) delete mutated[names[next(names.length)] ?? ''];
      outcomes[await readAsTables(await aZip(join(folder, 'mutated.xlsx'), mutated), run)] += 1;
    }
    expect(outcomes.read).toBeGreaterThan(5);
    expect(outcomes.refused).toBeGreaterThan(50);
  });

  it('cell texts swapped for awkward ones: everything comes back as findings', async () => {
    const folder = await aFolder();
    const next = random(SEED + 2);
    const awkward = [
      '',
      '-1',
      '1e5',
      'NaN',
      '９９９',
      '[2] 应有=1',
      'A'.repeat(5_000),
      '是否+否决',
      '档次=',
      '区间=[,)',
      '目标=0',
      '（3分）（4分）',
      '合计',
      '一、',
      '=1+1',
      '\u202e乱',
    ];
    for (let run = 0; run < 60; run += 1) {
      const mutated = { ...parts };
      const name = 'xl/sharedStrings.xml';
      mutated[name] = (mutated[name] ?? '').replace(/<t( [^>]*)?>[^<]*<\/t>/g, (whole) =>
        next(12) === 0 ? `<t>${(awkward[next(awkward.length)] ?? '').replace(/</g, '&lt;')}</t>` : whole,
      );
      expect(await readAsTables(await aZip(join(folder, 'mutated.xlsx'), mutated), run)).toBe('read');
    }
  });
});

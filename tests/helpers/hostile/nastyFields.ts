import { randomUUID } from 'node:crypto';
import { sha256Text } from '@electron/services/caseFiles/sha256Text';
import type { KeyPair } from '@electron/services/exchange/container/packageKeys';
import { makeVersion, type Version } from '@shared/exchange/versions';
import { rewrittenPackage, type Rows } from '../rewrittenPackage';
import type { Random } from './random';

/** What somebody who wants to do harm may put where a text or a number is awaited. */
const NASTY: readonly unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '../../../etc/passwd',
    'CON',
    '=HYPERLINK("http://x")',
    'a\r\nb',
    '\u202e',
    '%41',
    ':',
  ],
  ...['A01', 'A03', '1.1.3', '9.9.9', 'x'.repeat(600), '1'.repeat(99), '1e308', 'NaN', '-0', '４４', '44,5'],
  ...['requested', 'approved', 'upheld', 'accepted', '__proto__', 'constructor', "'; DROP TABLE score; --"],
  ...['2999-01-01T00:00:00.000Z', '1970-01-01T00:00:00Z', '2020-02-30', '0000-00-00'],
  ...[-1, 0, 1, 0.5, 999_999, 1e308, 2 ** 53, null, true, [], {}, [[]], { points: '1' }],
];

/** One field of one row changed, at any depth. @returns what, for the words of a fault. */
function changeField(row: Record<string, unknown>, random: Random): string {
  let target = row;
  for (;;) {
    const field = random.pick(Object.keys(target));
    const inner = target[field];
    const goesIn = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
    if (goesIn && !random.chance(4)) {
      target = inner as Record<string, unknown>;
      continue;
    }
    const value = random.pick(NASTY);
    target[field] = value;
    return `${field}=${JSON.stringify(value).slice(0, 40)}`;
  }
}

/** A version's id after a change, wherever it is spoken of: whoever has the program can do so. */
function nameAnew(rows: Rows, row: Record<string, unknown>): void {
  const old = row['id'];
  const { id } = makeVersion(row as unknown as Version, sha256Text);
  const anew = (ids: unknown): unknown =>
    Array.isArray(ids) ? ids.map((each: unknown) => (each === old ? id : each)) : ids;
  row['id'] = id;
  for (const head of rows['heads'] ?? []) head['heads'] = anew(head['heads']);
  for (const version of rows['versions'] ?? []) version['parents'] = anew(version['parents']);
}

/** What a version says, changed within. */
function changeValue(row: Record<string, unknown>, random: Random): string {
  const value: unknown = JSON.parse(String(row['value']));
  if (typeof value !== 'object' || value === null) return changeField(row, random);
  const what = changeField(value as Record<string, unknown>, random);
  row['value'] = JSON.stringify(value);
  return `value.${what}`;
}

/** A sound package with one field changed, signed as its writer would. */
export async function nastyPackage(
  path: string,
  keys: KeyPair,
  random: Random,
): Promise<{ readonly file: string; readonly what: string }> {
  let what = '';
  const file = await rewrittenPackage(path, keys, {
    manifest: () => ({ id: randomUUID() }),
    rows: (rows) => {
      const names = Object.keys(rows).filter((name) => (rows[name] ?? []).length > 0);
      const name = random.pick(names);
      const row = random.pick(rows[name] ?? []);
      const isVersion = name === 'versions';
      what = `${name}.${isVersion && random.chance(2) ? changeValue(row, random) : changeField(row, random)}`;
      if (!isVersion || random.chance(3)) return;
      try {
        nameAnew(rows, row);
      } catch {
        // What is no version any more keeps its id.
      }
    },
  });
  return { file, what };
}

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256Text } from '@electron/services/caseFiles/sha256Text';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import type { Workspace } from '@electron/services/workspace/workspace';
import { MOST_FROM_SEATS } from '@shared/exchange/packageData';
import { makeVersion, type Version } from '@shared/exchange/versions';
import { officeAndUnit, placeAt, selfPackage, writeSelf } from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { keysOf, rewrittenPackage, type Rewriting, type Rows } from '../../helpers/rewrittenPackage';
import { refusal } from '../../helpers/testWorkspace';
import { workspaceState } from '../../helpers/workspaceState';

let office: Workspace;
/** A 自评包 of A02 that hands in, rewritten by whoever has the unit's keys. */
let forged: (change: (rows: Rows) => void, manifest?: Rewriting['manifest']) => Promise<string>;
let cycle: string;

beforeEach(async () => {
  let unit: Workspace;
  ({ office, unit } = await officeAndUnit());
  await writeSelf(unit, '1.1.1', '44');
  await submitSelfEvaluation(unit, { unitId: (await placeAt(unit, '1.1.1')).unitId, reason: '' });
  const [path, keys] = [await selfPackage(unit), await keysOf(unit)];
  cycle = (await loadAssessment(office)).cycle.uid;
  forged = (rows, manifest) =>
    rewrittenPackage(path, keys, { rows, manifest: (m) => ({ id: randomUUID(), ...manifest?.(m) }) });
});

const at = (second: number): string => new Date(Date.UTC(2021, 0, 6) + second * 1000).toISOString();

/** Puts a version that stands alone into a cell. */
function says(rows: Rows, item: string, change: Partial<Version>): void {
  const cell = `self:${cycle}:A02:${item}:`;
  const own = {
    cell,
    parents: [],
    value: '{"points":"41","statement":""}',
    at: at(1),
    person: '单位',
    rank: 3,
  };
  const version = makeVersion({ ...own, ...change }, sha256Text);
  rows['versions']?.push({ ...version, parents: [] });
  rows['heads'] = [
    ...(rows['heads'] ?? []).filter((row) => row['cell'] !== cell),
    { cell, heads: [version.id] },
  ];
}

const requests = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, second) => ({
    ...{ uid: randomUUID(), unit: 'A02', item: '1.1.1', reason: '不涉及', basis: '', state: 'withdrawn' },
    ...{ officeOpinion: '', requestedBy: '单位', requestedAt: at(second), decidedBy: '', decidedAt: '' },
  }));

const handIns = (rows: Rows, count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, second) => ({ ...rows['handIns']?.[0], at: at(second) }));

async function refused(file: string): Promise<string> {
  const before = await workspaceState(office);
  const { code } = await refusal(mergePackage(office, file));
  expect(await workspaceState(office)).toEqual(before);
  return code;
}

describe('rows of a unit that has the program and wants to do harm', () => {
  it('more handings in or requests than anybody makes are refused', async () => {
    const { handIns: most = 0, notApplicable = 0 } = MOST_FROM_SEATS;
    const many = await forged((rows) => (rows['handIns'] = handIns(rows, most + 1)));
    expect(await refused(many)).toBe('PACKAGE_TOO_BIG');
    const asked = await forged((rows) => (rows['notApplicable'] = requests(notApplicable + 1)));
    expect(await refused(asked)).toBe('PACKAGE_TOO_BIG');
  });

  it('as many as that are taken in once, and change nothing the second time', async () => {
    const most = MOST_FROM_SEATS.handIns ?? 0;
    const count = async (): Promise<number> =>
      (await office.db.selectFrom('submission_hand_in').select('id').execute()).length;
    for (let time = 0; time < 2; time += 1) {
      await mergePackage(office, await forged((rows) => (rows['handIns'] = handIns(rows, most))));
      expect(await count()).toBe(most);
    }
    expect((await verifyWorkspace(office)).findings).toEqual([]);
  });

  it.each(['0000-01-01T00:00:00Z', '0999-12-31T23:59:59Z', '1969-12-31T23:59:59Z', '3000-01-01T00:00:00Z'])(
    'a moment no clock shows, %s: refused, whatever it is of',
    async (time) => {
      for (const [kind, field] of [
        ['handIns', 'at'],
        ['evidence', 'addedAt'],
      ] as const) {
        const file = await forged((rows) => Object.assign(rows[kind]?.[0] ?? {}, { [field]: time }));
        expect(await refused(file)).toBe('PACKAGE_DAMAGED');
      }
      expect(await refused(await forged((rows) => says(rows, '1.1.3', { at: time })))).toBe(
        'PACKAGE_DAMAGED',
      );
    },
  );

  it.each<[string, (rows: Rows) => void]>([
    ['who wrote a version', (rows) => says(rows, '1.1.3', { person: '单位\ud800' })],
    [
      'what a version says',
      (rows) => says(rows, '1.1.3', { value: JSON.stringify({ points: '41', statement: 'a\udc00b' }) }),
    ],
    ['the name of a file', (rows) => Object.assign(rows['evidence']?.[0] ?? {}, { name: '\ud83d.pdf' })],
    ['who handed in', (rows) => Object.assign(rows['handIns']?.[0] ?? {}, { person: 'x\udfff' })],
  ])('half a character, which no database gives back, in %s: refused', async (_, change) => {
    expect(await refused(await forged(change))).toBe('PACKAGE_DAMAGED');
  });

  it('half a character in the manifest: it is no package', async () => {
    const file = await forged(
      () => undefined,
      () => ({ author: '单\ud800' }),
    );
    expect(await refused(file)).toBe('NOT_A_PACKAGE');
  });

  it('whole characters beyond U+FFFF, NUL and line ends in texts come in as they were', async () => {
    const statement = '𠮷😀\r\n\u0000\u202e=cmd|x';
    const file = await forged((rows) =>
      says(rows, '1.1.3', { value: JSON.stringify({ points: '41', statement }), person: '单位😀' }),
    );
    await mergePackage(office, file);
    expect((await verifyWorkspace(office)).findings).toEqual([]);
    const stored = await office.db.selectFrom('self_evaluation').select('statement').execute();
    expect(stored.map((row) => row.statement)).toContain(statement);
  });
});

describe('a task whose rows are of somebody else than it is for', () => {
  it('leaves the seat the unit’s it is', async () => {
    const { office, unit } = await officeAndUnit();
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    const rows = ({ contacts = [] }: Rows): void => {
      for (const row of contacts) Object.assign(row, { unit: 'A03', name: '另一个单位的人' });
    };
    await mergePackage(unit, await rewrittenPackage(task, await keysOf(office), { rows }));
    const accounts = await unit.db.selectFrom('account').select(['name', 'unit_code as unit']).execute();
    expect(accounts).toEqual([{ name: '王联络', unit: 'A02' }]);
    expect(unit.actor).toMatchObject({ name: '王联络', unitCode: 'A02' });
  });
});

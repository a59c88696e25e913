import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sql } from 'kysely';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { listNotApplicableOfUnit } from '@electron/services/year/listNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { withdrawNotApplicable } from '@electron/services/year/withdrawNotApplicable';
import { withdrawSubmission } from '@electron/services/year/withdrawSubmission';
import { aPackage } from '../../helpers/packageBytes';
import { tempFolder } from '../../helpers/tempFolder';
import { aToldDistrict, fillAndSubmit, placeIn } from '../../helpers/toldDistrict';

/** What the office has of the unit's handing in and requests, whatever its own ids and times. */
async function recordsOf({ db }: Workspace): Promise<unknown> {
  const read = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
  return {
    submission: await read(sql`SELECT state, round, submitted_by, submitted_at FROM submission`),
    handIns: await read(sql`SELECT round, person, at, days_late, report FROM submission_hand_in ORDER BY at`),
    requests: await read(
      sql`SELECT uid, reason, state, requested_at, decided_at FROM not_applicable_request ORDER BY uid`,
    ),
  };
}

it('a unit’s packages come to the same hand-ins and requests in any order, some of them twice', async () => {
  const { office, unit } = await aToldDistrict();
  const { unitId, itemId } = await placeIn(unit, '1.1.1');
  const pack = (): Promise<string> => aPackage(unit, { kind: 'self' });
  const ask = (reason: string) => requestNotApplicable(unit, { unitId, itemId, reason, basis: '' });
  const unask = async () => {
    const open = (await listNotApplicableOfUnit(unit, { unitId })).find(({ state }) => state === 'requested');
    await withdrawNotApplicable(unit, { requestId: open?.id ?? 0 });
  };
  await ask('本单位没有这项职责');
  const packages = [await pack()];
  await fillAndSubmit(unit);
  packages.push(await pack());
  await unask();
  await ask('职责已经划转别的单位');
  await withdrawSubmission(unit, { unitId });
  packages.push(await pack());
  const at = await placeIn(unit, '1.1.2');
  await recordSelfEvaluation(unit, { ...at, points: '44', statement: '改一处', editId: '' });
  await submitSelfEvaluation(unit, { unitId, reason: '' });
  packages.push(await pack());
  await unask();
  packages.push(await pack());

  const before = join(await tempFolder(), '合并以前');
  await office.close();
  await cp(office.folder, before, { recursive: true });
  const mergedIn = async (order: readonly string[]): Promise<unknown> => {
    const folder = join(await tempFolder(), '考评办');
    await cp(before, folder, { recursive: true });
    const copy = await openWorkspace(folder, { clock: unit.clock });
    try {
      for (const file of order) await mergePackage(copy, file, { ...NO_CHOICES, acceptLowering: true });
      return await recordsOf(copy);
    } finally {
      await copy.close();
    }
  };
  const expected = await mergedIn(packages);
  expect(JSON.stringify(expected)).toContain('"submitted"');
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(packages, { minLength: packages.length }),
      fc.subarray(packages),
      async (order, twice) => {
        expect(await mergedIn([...order, ...twice])).toEqual(expected);
      },
    ),
    { numRuns: 8, seed: 4 },
  );
}, 120_000);

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { listPackages } from '@electron/services/exchange/ledger';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { listAppeals } from '@electron/services/review/listAppeals';
import { withdrawAppeal } from '@electron/services/review/withdrawAppeal';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { setScore } from '@electron/services/scores/setScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { listNotApplicableOfUnit } from '@electron/services/year/listNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { withdrawNotApplicable } from '@electron/services/year/withdrawNotApplicable';
import { withdrawSubmission } from '@electron/services/year/withdrawSubmission';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import {
  commonClock,
  copiesOf,
  officeAndUnit,
  placeAt,
  seatOf,
  writeSelf,
} from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { ITEMS } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry } from '../../helpers/testWorkspace';
import { aToldDistrict, fillAndSubmit, placeIn, scoreAndFeedBack, send } from '../../helpers/toldDistrict';

const rows = async ({ db }: Workspace, query: ReturnType<typeof sql>): Promise<unknown> =>
  (await query.execute(db)).rows;

/** Everything packages brought, whatever the office's own ids and times. */
async function standing(office: Workspace): Promise<unknown> {
  const read = (query: ReturnType<typeof sql>) => rows(office, query);
  return {
    heads: await read(sql`SELECT cell, version_id FROM cell_head ORDER BY 1, 2`),
    self: await read(sql`SELECT unit_id, item_id, points, statement FROM self_evaluation ORDER BY 1, 2`),
    links: await read(sql`SELECT e.unit_id, l.item_id, e.sha256 FROM evidence_link AS l
      JOIN evidence AS e ON e.id = l.evidence_id ORDER BY 1, 2, 3`),
    scores: await read(sql`SELECT unit_id, item_id, status, final_points, scorer FROM score ORDER BY 1, 2`),
    markings: await read(sql`SELECT unit_id, item_id, account_id, points, locked_at IS NOT NULL AS locked
      FROM marking ORDER BY 1, 2, 3`),
    submission: await read(
      sql`SELECT unit_id, state, round, submitted_by, submitted_at FROM submission ORDER BY 1`,
    ),
    handIns: await read(
      sql`SELECT DISTINCT unit_id, round, person, at FROM submission_hand_in ORDER BY 1, 2, 4`,
    ),
    requests: await read(sql`SELECT uid, state, reason FROM not_applicable_request ORDER BY uid`),
    appeals: await read(sql`SELECT uid, state, grounds FROM appeal ORDER BY uid`),
  };
}

const CHOICES = { ...NO_CHOICES, acceptLowering: true, reason: '按现状合并' };

/**
 * Merges packages into a copy of an office as they come, some again, some taken back in between and merged once more.
 *
 * @param closed  the office's folder.
 */
async function mergedIn(
  closed: string,
  clock: () => Date,
  order: readonly string[],
  takenBack: ReadonlySet<number> = new Set(),
): Promise<unknown> {
  const folder = join(await tempFolder(), '考评办');
  await cp(closed, folder, { recursive: true });
  const office = await openWorkspace(folder, { clock });
  try {
    for (const [index, path] of order.entries()) {
      await mergePackage(office, path, CHOICES);
      if (!takenBack.has(index)) continue;
      const merged = (await listPackages(office)).filter(({ state }) => state === 'merged');
      const row = merged[index % merged.length];
      if (row) await rollBackMerge(office, row.id, '演练撤回');
    }
    for (const path of order) await mergePackage(office, path, CHOICES);
    expect((await verifyWorkspace(office)).findings).toEqual([]);
    return await standing(office);
  } finally {
    await office.close();
  }
}

/** Anything somebody of the unit may do at its seat; what cannot be done now is not. */
const UNIT_STEPS = ['write', 'attach', 'handIn', 'withdraw', 'ask', 'unask'] as const;

async function unitDoes(unit: Workspace, what: (typeof UNIT_STEPS)[number], item: string, turn: number) {
  const place = await placeAt(unit, item);
  const { unitId } = place;
  if (what === 'write') return writeSelf(unit, item, String(turn % 50));
  if (what === 'attach') {
    const file = await fileOf(await tempFolder(), '补充.pdf', aPdf(`补充${item}`));
    return addEvidence(unit, { ...place, paths: [file] });
  }
  if (what === 'handIn') return submitSelfEvaluation(unit, { unitId, reason: '' });
  if (what === 'withdraw') return withdrawSubmission(unit, { unitId });
  if (what === 'ask') return requestNotApplicable(unit, { ...place, reason: `没有职责${turn}`, basis: '' });
  const open = (await listNotApplicableOfUnit(unit, { unitId })).find(({ state }) => state === 'requested');
  return withdrawNotApplicable(unit, { requestId: open?.id ?? 0 });
}

it('a unit’s rounds and three scorers’ copies come to one result in any order, taken back or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          who: fc.nat(3),
          item: fc.nat(ITEMS.length - 1),
          what: fc.constantFrom(...UNIT_STEPS),
          points: fc.nat(49),
          packs: fc.boolean(),
        }),
        { minLength: 8, maxLength: 14 },
      ),
      fc.infiniteStream(fc.nat()),
      async (steps, chance) => {
        const { office, unit } = await officeAndUnit();
        const zhang = await copiesOf(
          await seatOf(await aPackage(office, { kind: 'assign', scorer: '张评分' })),
          2,
        );
        const li = await seatOf(await aPackage(office, { kind: 'assign', scorer: '李评分' }));
        // One round lies behind them: handed in, returned, told.
        await submitSelfEvaluation(unit, { unitId: (await placeAt(unit, '1.1.1')).unitId, reason: '' });
        const packages = [await aPackage(unit, { kind: 'self' })];
        for (const path of packages) await mergePackage(office, path);
        const back = { reason: '缺少证明材料', items: [], dueOn: '2021-02-01' };
        await returnSubmission(office, { unitId: (await placeAt(office, '1.1.1')).unitId, ...back });
        await mergePackage(unit, await aPackage(office, { kind: 'return', unitCodes: ['A02'] }));
        for (const [turn, { who, item, what, points, packs }] of steps.entries()) {
          const code = ITEMS[item] ?? '';
          const seat = [unit, ...zhang, li][who] ?? unit;
          try {
            if (seat === unit) await unitDoes(unit, what, code, turn);
            else {
              const entry = anEntry({ 得分: String(points) }, { reason: `席位${who}第${turn}步` });
              const at = await placeAt(seat, code);
              await setScore(seat, { ...at, entry, scorer: seat.person });
              if (code === '1.1.2' && points % 2 === 0) await lockMarkings(seat, { unitId: at.unitId });
            }
          } catch {
            // Not possible as things stand: the next step.
          }
          if (packs) packages.push(...(await packed(seat)));
        }
        for (const seat of [unit, ...zhang, li]) packages.push(...(await packed(seat)));
        const all = [unit, ...zhang, li, office];
        for (const each of all) await each.close();
        const drawn = (): number => chance.next().value as number;
        const shuffled = [...packages, ...packages.slice(-3)]
          .map((path) => ({ path, place: drawn() }))
          .toSorted((one, other) => one.place - other.place)
          .map(({ path }) => path);
        const takenBack = new Set(shuffled.flatMap((_path, index) => (drawn() % 4 === 0 ? index : [])));
        const expected = await mergedIn(office.folder, commonClock, packages);
        expect(await mergedIn(office.folder, commonClock, shuffled)).toEqual(expected);
        expect(await mergedIn(office.folder, commonClock, shuffled, takenBack)).toEqual(expected);
      },
    ),
    { numRuns: Number(process.env['FAHENG_ORDER_RUNS'] ?? 3) },
  );
}, 240_000);

/** What a seat sends; nothing where there is nothing to send. */
async function packed(seat: Workspace): Promise<readonly string[]> {
  const kind = seat.seat === 'unit' ? 'self' : 'scores';
  return aPackage(seat, { kind }).then(
    (path) => [path],
    () => [],
  );
}

it('a unit’s appeals come to one result in any order', async () => {
  const district = await aToldDistrict();
  const { office, unit } = district;
  await fillAndSubmit(unit);
  await send(unit, 'self', office);
  await scoreAndFeedBack(district);
  await send(office, 'feedback', unit);
  await Promise.all([office.close(), unit.close()]);
  const { clock } = office;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ item: fc.nat(2), files: fc.boolean() }), { minLength: 3, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      async (steps, chance) => {
        const folder = join(await tempFolder(), '单位');
        await cp(unit.folder, folder, { recursive: true });
        const seat = await openWorkspace(folder, { clock });
        const packages: string[] = [];
        for (const [turn, { item, files }] of steps.entries()) {
          const code = ITEMS[item] ?? '';
          const at = await placeIn(seat, code);
          const open = (await listAppeals(seat)).appeals.find(
            ({ itemCode, state }) => itemCode === code && state === 'filed',
          );
          const asked = { grounds: `理由${turn}`, requestedPoints: null, evidenceIds: [], lateReason: '' };
          if (open) await withdrawAppeal(seat, { id: open.id, reason: `撤回${turn}` });
          else await fileAppeal(seat, { ...at, ...asked });
          if (files) packages.push(await aPackage(seat, { kind: 'appeal' }));
        }
        packages.push(await aPackage(seat, { kind: 'appeal' }));
        await seat.close();
        const shuffled = [...packages, ...packages]
          .map((path) => ({ path, place: chance.next().value as number }))
          .toSorted((one, other) => one.place - other.place)
          .map(({ path }) => path);
        expect(await mergedIn(office.folder, clock, shuffled)).toEqual(
          await mergedIn(office.folder, clock, packages),
        );
      },
    ),
    { numRuns: Number(process.env['FAHENG_ORDER_RUNS'] ?? 3) },
  );
}, 240_000);

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { listPackages } from '@electron/services/exchange/ledger';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import {
  copiesOf,
  officeAndUnit,
  placeAt,
  readSelf,
  seatOf,
  selfPackage,
  writeSelf,
} from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { ITEMS } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

/** Everything packages brought, by names that are the same on every machine. */
async function standing({ db }: Workspace): Promise<unknown> {
  const self = await sql`SELECT u.code, i.code AS item, s.points, s.statement FROM self_evaluation AS s
    JOIN unit AS u ON u.id = s.unit_id JOIN item AS i ON i.id = s.item_id ORDER BY 1, 2`.execute(db);
  const links = await sql`SELECT u.code, i.code AS item, e.sha256 FROM evidence_link AS l
    JOIN evidence AS e ON e.id = l.evidence_id JOIN unit AS u ON u.id = e.unit_id
    JOIN item AS i ON i.id = l.item_id ORDER BY 1, 2, 3`.execute(db);
  const heads = await sql`SELECT cell, version_id FROM cell_head ORDER BY 1, 2`.execute(db);
  return { self: self.rows, links: links.rows, heads: heads.rows };
}

/** Something somebody of the unit does at one of two copies of their workspace. */
const step = fc.record({
  at: fc.nat(1),
  item: fc.nat(ITEMS.length - 1),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.nat(50) },
    { weight: 1, arbitrary: fc.constant('attach' as const) },
    { weight: 1, arbitrary: fc.constant('detach' as const) },
  ),
  packs: fc.boolean(),
});

async function take(unit: Workspace, item: string, what: number | 'attach' | 'detach'): Promise<void> {
  const place = await placeAt(unit, item);
  if (typeof what === 'number') return writeSelf(unit, item, String(what));
  if (what === 'attach') {
    const file = await fileOf(await tempFolder(), '补充.pdf', aPdf(`补充${item}`));
    await addEvidence(unit, { ...place, paths: [file] });
    return;
  }
  const [last] = (await listItemEvidence(unit.db, place.unitId, place.itemId)).slice(-1);
  if (last) await unlinkEvidence(unit, { evidenceId: last.id, itemId: place.itemId });
}

const lowering = { ...NO_CHOICES, acceptLowering: true, reason: '按现状合并' };

describe('packages of two copies of one unit’s workspace', () => {
  it('come to one result in any order and any number of times, and nothing written is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        async (steps, chance) => {
          const { office, unit } = await officeAndUnit();
          const units = await copiesOf(unit, 2);
          const offices = await copiesOf(office, 2);
          const packages: string[] = [];
          for (const { at, item, what, packs } of steps) {
            const here = units[at] as Workspace;
            await take(here, ITEMS[item] ?? '', what);
            if (packs) packages.push(await selfPackage(here));
          }
          for (const each of units) packages.push(await selfPackage(each));
          const shuffled = [...packages, ...packages]
            .map((path) => ({ path, place: chance.next().value as number }))
            .toSorted((a, b) => a.place - b.place);
          for (const path of packages) await mergePackage(offices[0] as Workspace, path, lowering);
          for (const { path } of shuffled) await mergePackage(offices[1] as Workspace, path, lowering);
          const [one, other] = await Promise.all(offices.map(standing));
          expect(other).toEqual(one);
          for (const each of offices) {
            expect((await verifyWorkspace(each)).findings).toEqual([]);
            // Whatever was said at either copy when it packed can be found again.
            const kept = new Set(
              (await sql<{ id: string }>`SELECT id FROM cell_version`.execute(each.db)).rows.map(
                ({ id }) => id,
              ),
            );
            for (const copy of units) {
              const said = await sql<{ id: string }>`SELECT id FROM cell_version`.execute(copy.db);
              expect(said.rows.filter(({ id }) => !kept.has(id))).toEqual([]);
            }
          }
          for (const each of [...units, ...offices]) await each.close();
        },
      ),
      { numRuns: 5 },
    );
  });
});

describe('a package that comes too early', () => {
  it('waits in the inbox and is merged by itself when its time has come', async () => {
    const { office, unit } = await officeAndUnit();
    const [first, behind] = (await copiesOf(office, 2)) as [Workspace, Workspace];
    const { unitId } = await placeAt(unit, '1.1.1');
    await submitSelfEvaluation(unit, { unitId, reason: '' });
    const round1 = await selfPackage(unit);
    await mergePackage(first, round1);
    const back = { reason: '缺少证明材料', items: [], dueOn: '2021-02-01' };
    const there = (await placeAt(first, '1.1.1')).unitId;
    await returnSubmission(first, { unitId: there, ...back });
    await mergePackage(unit, await aPackage(first, { kind: 'return', unitCodes: ['A02'] }));
    await writeSelf(unit, '1.1.1', '49');
    await submitSelfEvaluation(unit, { unitId, reason: '' });
    const round2 = await selfPackage(unit);

    // The office's other copy has not returned anything yet.
    const trust = /[0-9a-f]{4}(-[0-9a-f]{4}){3}/.exec(
      (await refusal(mergePackage(behind, round2))).what,
    )?.[0];
    const held = await mergePackage(behind, round2, { ...NO_CHOICES, trust: trust ?? '' });
    expect(held.held).toContain('还没有这次退回');
    expect(await readSelf(behind, '1.1.1')).toBe('40');
    expect((await listPackages(behind))[0]?.state).toBe('held');
    expect((await mergePackage(behind, round1)).released).toEqual([]);
    await returnSubmission(behind, { unitId: (await placeAt(behind, '1.1.1')).unitId, ...back });
    const other = await seatOf(await aPackage(behind, { kind: 'task', unitCodes: ['A03'] }));
    const done = await mergePackage(behind, await selfPackage(other));
    expect(done.released).toEqual(['self.fhpkg']);
    expect(await readSelf(behind, '1.1.1')).toBe('49');
    const ledger = await listPackages(behind);
    expect(ledger.filter(({ state }) => state === 'held')).toEqual([]);
    expect(ledger.filter(({ reason }) => reason === held.held)).toMatchObject([{ state: 'merged' }]);
    expect((await verifyWorkspace(behind)).findings).toEqual([]);
  });
});

describe('packages merged one after another', () => {
  it('have one copy of the database, of before the first, until something else is done', async () => {
    const { office, unit } = await officeAndUnit();
    const names: string[] = [];
    for (const [index, item] of ITEMS.entries()) {
      if (index === 2) await writeSelf(office, '1.1.3', '39');
      await writeSelf(unit, item, String(45 + index));
      names.push((await mergePackage(office, await selfPackage(unit))).snapshot);
    }
    const [first, second, third] = names;
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    const kept = await readdir(join(office.folder, 'backups'));
    expect(kept.filter((name) => name.startsWith('before-merge')).toSorted()).toEqual([first, third]);
  });
});

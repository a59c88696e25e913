import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { cellName } from '@electron/services/exchange/merge/cellName';
import { applyMerge } from '@electron/services/exchange/merge/applyMerge';
import { planMerge, type PackedCells } from '@electron/services/exchange/merge/planMerge';
import { presentVersions } from '@electron/services/exchange/merge/presentVersions';
import { selfCells } from '@electron/services/exchange/cells/selfCells';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Seat } from '@shared/exchange/packageKind';
import { standing } from '@shared/exchange/versions';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';
import { tempFolder } from '../../helpers/tempFolder';

/** One side of an exchange: a copy of the same workspace, at a seat. */
class Side {
  static #packages = 0;

  private constructor(
    readonly workspace: Workspace,
    private readonly seat: Seat,
  ) {}

  static async open(template: string, seat: Seat, clock: () => Date): Promise<Side> {
    const folder = join(await tempFolder(), seat);
    await cp(template, folder, { recursive: true });
    return new Side(await openWorkspace(folder, { clock }), seat);
  }

  async write(item: number, points: string): Promise<void> {
    const { units, items } = await loadAssessment(this.workspace);
    const place = { unitId: units[0]?.id ?? 0, itemId: items[item]?.id ?? 0 };
    await recordSelfEvaluation(this.workspace, { ...place, points, statement: '', editId: '' });
  }

  async scope() {
    const { units } = await loadAssessment(this.workspace);
    return { unitIds: [units[0]?.id ?? 0], itemIds: null };
  }

  async pack(): Promise<PackedCells> {
    const assessment = await loadAssessment(this.workspace);
    const known = await presentVersions(
      this.workspace.db,
      assessment,
      selfCells,
      await this.scope(),
      this.seat,
    );
    return { versions: [...known.versions.values()], heads: known.heads };
  }

  async merge(packed: PackedCells): Promise<Readonly<Record<string, number>>> {
    const { workspace, seat } = this;
    const assessment = await loadAssessment(workspace);
    return inTransaction(workspace, async (trx, now, audit) => {
      const plan = await planMerge(trx, assessment, selfCells, await this.scope(), seat, packed);
      const uid = `p${(Side.#packages += 1)}`;
      await audit({ action: 'package.merge', subject: uid });
      const writing = { trx, workspace, assessment, audit, now, subject: uid };
      return (await applyMerge(writing, selfCells, seat, plan, packed, new Map())).counts;
    });
  }

  /** Points by item, as the rows say. */
  async rows(): Promise<Record<string, string>> {
    const result = await sql<{ code: string; points: string }>`
      SELECT i.code, s.points FROM self_evaluation AS s JOIN item AS i ON i.id = s.item_id ORDER BY i.code`.execute(
      this.workspace.db,
    );
    return Object.fromEntries(result.rows.map(({ code, points }) => [code, points]));
  }
}

async function twoOfEach(): Promise<{
  unit: Side;
  copy: Side;
  office: Side;
  other: Side;
  close(): Promise<void>;
}> {
  let now = Date.parse('2020-12-01T00:00:00Z');
  const clock = () => new Date((now += 1000));
  const made = await aScoredWorkspace();
  await made.close();
  const unit = await Side.open(made.folder, 'unit', clock);
  const copy = await Side.open(made.folder, 'unit', clock);
  const office = await Side.open(made.folder, 'office', clock);
  const other = await Side.open(made.folder, 'office', clock);
  const all = [unit, copy, office, other];
  return {
    unit,
    copy,
    office,
    other,
    close: async () => void (await Promise.all(all.map((s) => s.workspace.close()))),
  };
}

describe('packages of self-evaluations', () => {
  it('merged in any order, any number of times, leave the same rows, and verify is clean', async () => {
    const step = fc.record({ copy: fc.boolean(), item: fc.nat(1), points: fc.nat(4), packs: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const { unit, copy, office, other, close } = await twoOfEach();
        try {
          const packages: PackedCells[] = [];
          for (const { copy: onCopy, item, points, packs } of steps) {
            const side = onCopy ? copy : unit;
            await side.write(item, String(points));
            if (packs) packages.push(await side.pack());
          }
          packages.push(await unit.pack(), await copy.pack());
          for (const each of packages) await office.merge(each);
          for (const each of [...packages.toReversed(), ...packages]) await other.merge(each);
          expect(await other.rows()).toEqual(await office.rows());
          const again = await office.merge(packages[0] as PackedCells);
          expect([again['new'], again['changed'], again['conflict']]).toEqual([0, 0, 0]);
          expect((await verifyWorkspace(office.workspace)).findings).toEqual([]);
          // What was overwritten is still there.
          const kept = await sql<{ value: string }>`SELECT value FROM cell_version`.execute(
            office.workspace.db,
          );
          const values = kept.rows.map(({ value }) => value);
          for (const { versions } of packages)
            for (const { value } of versions) expect(values).toContain(value);
        } finally {
          await close();
        }
      }),
      { numRuns: 8 },
    );
  });

  it('the office’s own writing is not overwritten by what was not written upon it, nor lost', async () => {
    const { unit, office, close } = await twoOfEach();
    try {
      await unit.write(0, '3');
      expect(await office.merge(await unit.pack())).toMatchObject({ new: 1, conflict: 0 });
      await office.write(0, '2');
      await unit.write(0, '1');
      expect(await office.merge(await unit.pack())).toMatchObject({ conflict: 1 });
      const assessment = await loadAssessment(office.workspace);
      const cell = cellName(
        'self',
        assessment,
        assessment.units[0]?.code ?? '',
        assessment.items[0]?.code ?? '',
      );
      const known = await presentVersions(
        office.workspace.db,
        assessment,
        selfCells,
        await office.scope(),
        'office',
      );
      expect(known.heads.get(cell)).toHaveLength(2);
      expect(standing(known.heads.get(cell) ?? [], known.find)?.value).toContain('"1"');
      // Typing decides.
      await office.write(0, '2.5');
      expect(await office.merge(await unit.pack())).toMatchObject({ conflict: 0, same: 1 });
      expect(Object.values(await office.rows())).toEqual(['2.5']);
    } finally {
      await close();
    }
  });
});

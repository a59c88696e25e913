import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellKind, CellWriting } from '@electron/services/exchange/merge/cellKind';
import { insertVersions, replaceHeads } from '@electron/database/versionRepository';
import { applyMerge, type Decision } from '@electron/services/exchange/merge/applyMerge';
import { planMerge, type MergePlan, type PackedCells } from '@electron/services/exchange/merge/planMerge';
import { presentVersions } from '@electron/services/exchange/merge/presentVersions';
import { loadAssessment, type Assessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Seat } from '@shared/exchange/packageKind';
import { tempFolder } from './tempFolder';

/** Cells of several kinds as a package would bring them. */
export type PackedKinds = ReadonlyMap<CellKind, PackedCells>;

/** One side of an exchange at the level of cells: a copy of the same workspace, with no files between them. */
export class CellSide {
  private constructor(
    readonly workspace: Workspace,
    private readonly seat: Seat,
  ) {}

  static async open(template: string, seat: Seat, clock: () => Date): Promise<CellSide> {
    const folder = join(await tempFolder(), seat);
    await cp(template, folder, { recursive: true });
    return new CellSide(await openWorkspace(folder, { clock }), seat);
  }

  async assessment(): Promise<Assessment> {
    return loadAssessment(this.workspace);
  }

  /** @param sees which cells travel; left out: all. */
  async pack(
    kinds: readonly CellKind[],
    sees: (cell: string, value: unknown) => boolean = () => true,
  ): Promise<PackedKinds> {
    const packed = new Map<CellKind, PackedCells>();
    const assessment = await this.assessment();
    const scope = { unitIds: assessment.units.map(({ id }) => id), itemIds: null };
    for (const kind of kinds) {
      const known = await presentVersions(this.workspace.db, assessment, kind, scope, this.seat);
      const heads = new Map(
        [...known.heads].filter(([cell, ids]) =>
          ids.every((id) => sees(cell, JSON.parse(known.find(id)?.value ?? 'null'))),
        ),
      );
      const versions = [...known.versions.values()].filter(({ cell }) => heads.has(cell));
      packed.set(kind, { versions, heads });
    }
    return packed;
  }

  /** Keeps what was packed as it stands here, as writing a package does. */
  async keep(packed: PackedKinds): Promise<void> {
    await inTransaction(this.workspace, async (trx, _now, audit) => {
      await audit({ action: 'package.write', subject: '测试' });
      for (const { versions, heads } of packed.values()) {
        await insertVersions(trx, versions);
        await replaceHeads(trx, heads);
      }
    });
  }

  /** What merging would do, by kind. */
  async plan(packed: PackedKinds): Promise<readonly MergePlan[]> {
    const assessment = await this.assessment();
    const plans: MergePlan[] = [];
    for (const [kind, cells] of packed)
      plans.push(await this.#plan(this.workspace.db, assessment, kind, cells));
    return plans;
  }

  /** @returns counts of all kinds together. */
  async merge(
    packed: PackedKinds,
    decisions: ReadonlyMap<string, Decision> = new Map(),
  ): Promise<Readonly<Record<string, number>>> {
    const assessment = await this.assessment();
    return inTransaction(this.workspace, async (trx, now, audit) => {
      const writing: CellWriting = {
        ...{ trx, workspace: this.workspace, assessment, audit, now, subject: '评分结果包（测试）' },
      };
      const counts: Record<string, number> = {};
      await audit({ action: 'package.merge', subject: '测试' });
      for (const [kind, cells] of packed) {
        const plan = await this.#plan(trx, assessment, kind, cells);
        const done = await applyMerge(writing, kind, this.seat, plan, cells, decisions);
        for (const [name, count] of Object.entries(done.counts)) counts[name] = (counts[name] ?? 0) + count;
      }
      return counts;
    });
  }

  async #plan(
    db: Workspace['db'],
    assessment: Assessment,
    kind: CellKind,
    cells: PackedCells,
  ): Promise<MergePlan> {
    const scope = { unitIds: assessment.units.map(({ id }) => id), itemIds: null };
    return planMerge(db, assessment, kind, scope, this.seat, cells);
  }
}

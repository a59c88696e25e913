import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import { packageNotMerged } from '@shared/errors/exchange';
import { reasonRequired } from '@shared/errors/year';
import { headsOf, standing } from '@shared/exchange/versions';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { RollBackDone } from '@shared/ipc/practice/exchange';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { loadCurrentCycle } from '../../database/cycleRepository';
import {
  findLedgerRow,
  listChanges,
  listSaidBesides,
  setLedgerState,
  type StoredChange,
  type StoredPackage,
} from '../../database/exchangeRepository';
import { replaceHeads } from '../../database/versionRepository';
import { forgetAssessment, readAssessmentOf, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { handlerOf } from './kinds';
import { assertMayExchange } from './mayExchange';
import type { CellChange, CellKind, CellWriting } from './merge/cellKind';
import { valueOf } from './merge/planMerge';
import { presentVersions } from './merge/presentVersions';
import { summaryOf } from './packed';
import { placeOf } from './previewPrepared';
import { assertNotFounding } from './seats/assertNotFounding';
import { sitAsCalled } from './seats/followSitter';

/** How many kept places the trail names. */
const NAMED = 20;

/**
 * Takes a merge back: every cell goes back to what stood before it, where nobody has worked on since and no other package
 * says the same; where one has, it stays and is named. Versions stay, so that the same package can be merged again. All in one transaction.
 *
 * @throws {AppError} PACKAGE_NOT_MERGED, REASON_REQUIRED, CYCLE_STATE_FORBIDS, NOT_PERMITTED, WORKSPACE_READ_ONLY
 */
export async function rollBackMerge(
  workspace: Workspace,
  packageId: number,
  reason: string,
): Promise<RollBackDone> {
  assertWritable(workspace);
  assertMayExchange(workspace);
  if (!isReason(reason)) throw reasonRequired({ what: '撤回合并', least: LEAST_REASON });
  const done = await inTransaction(workspace, async (trx, now, audit) => {
    const stored = await findLedgerRow(trx, packageId);
    if (stored?.direction !== 'in' || stored.state !== 'merged') throw packageNotMerged();
    await assertNotFounding(trx, workspace, stored);
    const assessment = await readAssessmentOf(trx, await loadCurrentCycle(trx));
    assertOpen(assessment, stored);
    const subject = `${PACKAGE_KIND_NAMES[stored.kind]}（${stored.file_name}）`;
    const writing = { trx, workspace, assessment, audit, now, subject, reason };
    const handler = handlerOf(stored.kind);
    const changes = await listChanges(trx, packageId);
    const said = await listSaidBesides(trx, packageId);
    const kept: string[] = [];
    let undone = 0;
    // What rests on something goes before it: a judgement before its link.
    for (const kind of handler.cellKinds.toReversed()) {
      const own = changes.filter(
        ({ cell, outcome }) =>
          outcome !== 'refused' && outcome !== 'same' && kind.locate(assessment, cell) !== undefined,
      );
      const done = await takeBack(writing, kind, own, said);
      undone += done.undone;
      kept.push(...done.kept);
    }
    const { undo } = summaryOf(stored.summary);
    if (undo !== undefined) kept.push(...((await handler.takeBackRecords?.(writing, undo)) ?? []));
    await setLedgerState(trx, packageId, 'rolledBack', reason.trim());
    await audit({
      action: 'package.rollBack',
      subject,
      before: { state: 'merged' },
      after: { state: 'rolledBack', undone, kept: kept.length, first: kept.slice(0, NAMED) },
      reason: reason.trim(),
    });
    return { packageId, undone, kept };
  }).finally(() => forgetAssessment(workspace));
  await sitAsCalled(workspace);
  return done;
}

/** What was approved rests on it. @throws {AppError} CYCLE_STATE_FORBIDS, PACKAGE_NOT_MERGED for another year's */
function assertOpen({ cycle }: Assessment, stored: StoredPackage): void {
  if (stored.cycle_id !== cycle.id) throw packageNotMerged();
  if (stageOf(cycle.state) >= stageOf('approved')) {
    throw cycleStateForbids({ state: CYCLE_STATE_NAMES[cycle.state], what: '撤回合并' });
  }
}

async function takeBack(
  writing: CellWriting,
  kind: CellKind,
  changes: readonly StoredChange[],
  said: ReadonlyMap<string, readonly string[]>,
): Promise<{ readonly undone: number; readonly kept: readonly string[] }> {
  const { trx, workspace, assessment } = writing;
  if (changes.length === 0) return { undone: 0, kept: [] };
  const cells = changes.map(({ cell }) => cell);
  const known = await presentVersions(
    trx,
    assessment,
    kind,
    scopeOf(kind, assessment, cells),
    workspace.seat,
    cells,
  );
  const heads = new Map<string, readonly string[]>();
  const wanted: CellChange[] = [];
  for (const { cell, before, after } of changes) {
    const now = known.heads.get(cell) ?? [];
    if (JSON.stringify(now.toSorted()) !== JSON.stringify(idsOf(after))) continue;
    // What other packages say too stays: as if this one had never come.
    const then = headsOf([...idsOf(before), ...(said.get(cell) ?? [])], known.find);
    if (JSON.stringify(then) === JSON.stringify(idsOf(after))) continue;
    heads.set(cell, then);
    const stood = valueOf(standing(then, known.find));
    const stands = valueOf(standing(now, known.find));
    if (JSON.stringify(stood) !== JSON.stringify(stands)) wanted.push({ cell, value: stood });
  }
  // What was settled or taken from its scorer since is no longer to be written.
  const refused = (await kind.refuses?.(trx, assessment, wanted, 'here')) ?? new Map<string, string>();
  for (const cell of refused.keys()) heads.delete(cell);
  const rows = wanted.filter(({ cell }) => !refused.has(cell));
  await replaceHeads(trx, heads);
  if (rows.length > 0) await kind.write(writing, rows);
  const kept = cells.filter((cell) => !heads.has(cell));
  return { undone: heads.size, kept: kept.map((cell) => placeWords(kind, assessment, cell)) };
}

/** 区水利局 · 4.2.3 自评 */
function placeWords(kind: CellKind, assessment: Assessment, cell: string): string {
  const { unitName, itemCode } = placeOf(kind, assessment, cell);
  return `${unitName} · ${itemCode} ${kind.name}`;
}

const idsOf = (json: string): string[] => (JSON.parse(json) as string[]).toSorted();

/** The units these cells are of. */
export function scopeOf(
  kind: CellKind,
  assessment: Assessment,
  cells: readonly string[],
): { readonly unitIds: readonly number[]; readonly itemIds: null } {
  const units = new Set(cells.map((cell) => kind.locate(assessment, cell)?.unitId ?? 0));
  return { unitIds: [...units], itemIds: null };
}

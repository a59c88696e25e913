import { packageNotMerged } from '@shared/errors/exchange';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import { makeVersion, standing, type Version } from '@shared/exchange/versions';
import type { MergeChoices } from '@shared/ipc/practice/exchange';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { findLedgerRow, listChanges, setChange, type StoredChange } from '../../database/exchangeRepository';
import { insertVersions, replaceHeads } from '../../database/versionRepository';
import { assertNoConflict } from '../access/assertMay';
import { readAssessmentOf } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { sha256Text } from '../caseFiles/sha256Text';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { handlerOf } from './kinds';
import { theirsOf } from './ledger';
import { assertMayExchange } from './mayExchange';
import type { CellChange, CellKind, CellWriting } from './merge/cellKind';
import { valueOf } from './merge/planMerge';
import { presentVersions } from './merge/presentVersions';
import { assertKnown, JUDGING } from './mergePrepared';
import { scopeOf } from './rollBackMerge';

/**
 * Decides conflicts a merge left open: a version upon everything that was written apart, so that it holds against either
 * from now on. What somebody decided meanwhile by typing stays as it is.
 *
 * @throws {AppError} PACKAGE_NOT_MERGED, PACKAGE_PLACE_UNKNOWN, CONFLICT_OF_INTEREST, NOT_PERMITTED, WORKSPACE_READ_ONLY; those of writing the kind
 */
export async function decideCells(
  workspace: Workspace,
  packageId: number,
  decisions: MergeChoices['decisions'],
  reason: string,
): Promise<void> {
  assertWritable(workspace);
  assertMayExchange(workspace);
  await inTransaction(workspace, async (trx, now, audit) => {
    const stored = await findLedgerRow(trx, packageId);
    if (stored?.direction !== 'in' || stored.state !== 'merged') throw packageNotMerged();
    const assessment = await readAssessmentOf(trx, await loadCurrentCycle(trx));
    const subject = `${PACKAGE_KIND_NAMES[stored.kind]}（${stored.file_name}）`;
    const writing: CellWriting = { trx, workspace, assessment, audit, now, subject, reason };
    const take = new Map(decisions.map((each) => [each.cell, each.take]));
    const all = await listChanges(trx, packageId);
    assertKnown(
      take.keys(),
      all.map(({ cell }) => cell),
    );
    const changes = all.filter(({ cell, outcome }) => outcome === 'conflict' && take.has(cell));
    let decided = 0;
    for (const kind of handlerOf(stored.kind).cellKinds) {
      const own = changes.filter(({ cell }) => kind.locate(assessment, cell) !== undefined);
      decided += await decideOf(writing, kind, packageId, own, take);
    }
    await audit({ action: 'package.decide', subject, after: { decided }, reason: reason.trim() });
  });
}

async function decideOf(
  writing: CellWriting,
  kind: CellKind,
  packageId: number,
  changes: readonly StoredChange[],
  take: ReadonlyMap<string, 'ours' | 'theirs'>,
): Promise<number> {
  const { trx, workspace, assessment, now } = writing;
  if (changes.length === 0) return 0;
  const cells = changes.map(({ cell }) => cell);
  const scope = scopeOf(kind, assessment, cells);
  const known = await presentVersions(trx, assessment, kind, scope, workspace.seat, cells);
  const wanted: Decided[] = [];
  for (const { cell, before, after } of changes) {
    const heads = known.heads.get(cell) ?? [];
    if (heads.length < 2) continue;
    assertMayDecide(writing, kind, cell);
    const [old, came] = [JSON.parse(before) as string[], JSON.parse(after) as string[]];
    const outcome = take.get(cell) === 'ours' ? 'kept' : 'changed';
    const chosen = outcome === 'kept' ? old : theirsOf(old, came, known.find);
    const value = standing(chosen, known.find)?.value ?? 'null';
    const by = { at: now, person: workspace.person, rank: kind.ranks[workspace.seat] };
    const version = makeVersion({ cell, parents: heads, value, ...by }, sha256Text);
    const stands = standing(heads, known.find)?.value ?? 'null';
    wanted.push({ version, outcome, changes: value !== stands });
  }
  const rows = wanted.filter((each) => each.changes).map(({ version }) => rowOf(version));
  // What can no longer be written stays open.
  const refused = (await kind.refuses?.(trx, assessment, rows, 'here')) ?? new Map<string, string>();
  const made = wanted.filter(({ version }) => !refused.has(version.cell));
  await insertVersions(
    trx,
    made.map(({ version }) => version),
  );
  await replaceHeads(trx, new Map(made.map(({ version: { cell, id } }) => [cell, [id]])));
  for (const { version, outcome } of made) {
    const after = JSON.stringify([version.id]);
    await setChange(trx, packageId, { cell: version.cell, outcome, after });
  }
  const written = rows.filter(({ cell }) => !refused.has(cell));
  if (written.length > 0) await kind.write(writing, written);
  return made.length;
}

/** A decision about one cell. */
interface Decided {
  readonly version: Version;
  readonly outcome: 'kept' | 'changed';
  /** It is not what stands anyway. */
  readonly changes: boolean;
}

const rowOf = (version: Version): CellChange => ({ cell: version.cell, value: valueOf(version) });

function assertMayDecide({ workspace, assessment }: CellWriting, kind: CellKind, cell: string): void {
  const place = JUDGING.has(kind.kind) ? kind.locate(assessment, cell) : undefined;
  const unit = place && assessment.unitById.get(place.unitId);
  if (unit) assertNoConflict(workspace.actor, unit, '处理评分冲突');
}

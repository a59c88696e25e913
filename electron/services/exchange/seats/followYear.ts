import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, CYCLE_STATES, type CycleState } from '@shared/domain/cycleState';
import { setCycleState } from '../../../database/cycleRepository';
import { hasMergedLater, hasMergedSince, type PlaceInLine } from '../../../database/seatRepository';
import type { Schema } from '../../../database/schema';
import { insertTransition, listDeadlines, writeDeadline } from '../../../database/yearRepository';
import { stageNow } from '../../year/stageNow';
import type { PackageContents } from '../kinds/packageHandler';
import type { CellWriting } from '../merge/cellKind';

/** Whether the office has written nothing later that was merged here: what is older changes no stage and no name. */
export async function isLatest(
  db: Kysely<Schema>,
  { manifest }: Pick<PackageContents, 'manifest'>,
): Promise<boolean> {
  return !(await hasMergedLater(db, placeOf(manifest)));
}

const placeOf = ({ id, workspace, sequence, createdAt }: PackageContents['manifest']): PlaceInLine => ({
  ...{ uid: id, workspaceUid: workspace.id },
  ...{ sequence, createdAt },
});

/** What a package changed of the year: the stage and the deadlines before and after, where they moved. */
export interface YearMoved {
  /** The package, among the office's others. */
  readonly of: PlaceInLine;
  readonly state: { readonly from: CycleState; readonly to: CycleState } | null;
  readonly deadlines: { readonly from: Deadlines; readonly to: Deadlines } | null;
}

type Deadlines = Readonly<Record<string, string>>;

/**
 * A seat other than the office's stands where the office stood when it wrote its latest package: the stage of the year,
 * and its deadlines where the package brings any. Every package of the office does this, in the transaction of its merge.
 *
 * @returns what moved: `unfollowYear` takes it back.
 */
export async function followYear(writing: CellWriting, contents: PackageContents): Promise<YearMoved> {
  const { trx, assessment, workspace } = writing;
  const { manifest, data } = contents;
  const of = placeOf(manifest);
  if (workspace.seat === 'office' || (await hasMergedLater(trx, of))) {
    return { of, state: null, deadlines: null };
  }
  const from = await stageNow(trx, assessment);
  const to = manifest.cycle.state;
  if (from !== to) await moveTo(writing, from, to, manifest.author);
  const wanted = Object.fromEntries((data.deadlines ?? []).map(({ state, dueOn }) => [state, dueOn]));
  const before = Object.fromEntries(await listDeadlines(trx, assessment.cycle.id));
  const moves = Object.keys(wanted).length > 0 && !isDeepStrictEqual(before, wanted);
  if (moves) await setDeadlines(writing, before, wanted);
  return {
    of,
    state: from === to ? null : { from, to },
    deadlines: moves ? { from: before, to: wanted } : null,
  };
}

/** Takes back what a package moved, where nothing has moved it on since. @returns what stays, in words. */
export async function unfollowYear(
  writing: CellWriting,
  { of, state, deadlines }: YearMoved,
): Promise<readonly string[]> {
  const { trx, assessment, workspace } = writing;
  const kept: string[] = [];
  // What the office said later of the same stands, whether or not it moved anything; and what came after this one may
  // be of a stage this one brought.
  const isLast = !(await hasMergedLater(trx, of)) && !(await hasMergedSince(trx, of));
  if (state) {
    if (isLast && (await stageNow(trx, assessment)) === state.to) {
      await moveTo(writing, state.to, state.from, workspace.person);
    } else kept.push(`${assessment.cycle.name} 年度阶段`);
  }
  if (deadlines) {
    const now = Object.fromEntries(await listDeadlines(trx, assessment.cycle.id));
    if (isLast && isDeepStrictEqual(now, deadlines.to)) await setDeadlines(writing, now, deadlines.from);
    else kept.push(`${assessment.cycle.name} 各阶段期限`);
  }
  return kept;
}

async function moveTo(
  { trx, assessment, audit, now, subject }: CellWriting,
  from: CycleState,
  to: CycleState,
  person: string,
): Promise<void> {
  const { id, name } = assessment.cycle;
  await setCycleState(trx, id, to);
  await insertTransition(trx, id, { from, to, reason: subject, open: [], person, at: now });
  await audit({
    action: 'cycle.follow',
    subject: `${name} · ${CYCLE_STATE_NAMES[to]}`,
    before: { state: from },
    after: { state: to },
    reason: subject,
  });
}

async function setDeadlines(
  { trx, assessment, audit, subject }: CellWriting,
  before: Deadlines,
  after: Deadlines,
): Promise<void> {
  const { id, name } = assessment.cycle;
  for (const state of CYCLE_STATES) {
    if (before[state] !== after[state]) await writeDeadline(trx, id, state, after[state] ?? '');
  }
  await audit({ action: 'cycle.deadline', subject: name, before, after, reason: subject });
}

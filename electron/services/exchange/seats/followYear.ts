import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { setCycleState } from '../../../database/cycleRepository';
import { hasMergedLater } from '../../../database/seatRepository';
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
  const { id, workspace, sequence, createdAt } = manifest;
  return !(await hasMergedLater(db, { uid: id, workspaceUid: workspace.id, sequence, createdAt }));
}

/**
 * A seat other than the office's stands where the office stood when it wrote its latest package: the stage of the year,
 * and its deadlines where the package brings any. Every package of the office does this, in the transaction of its merge.
 */
export async function followYear(writing: CellWriting, contents: PackageContents): Promise<void> {
  const { trx, assessment, audit, now, subject, workspace } = writing;
  const { manifest, data } = contents;
  if (workspace.seat === 'office' || !(await isLatest(trx, contents))) return;
  const { id, name } = assessment.cycle;
  const from = await stageNow(trx, assessment);
  const to = manifest.cycle.state;
  if (from !== to) {
    await setCycleState(trx, id, to);
    await insertTransition(trx, id, {
      from,
      to,
      reason: subject,
      open: [],
      person: manifest.author,
      at: now,
    });
    await audit({
      action: 'cycle.follow',
      subject: `${name} · ${CYCLE_STATE_NAMES[to]}`,
      before: { state: from },
      after: { state: to },
      reason: subject,
    });
  }
  const wanted = new Map((data.deadlines ?? []).map(({ state, dueOn }) => [state, dueOn]));
  if (wanted.size === 0) return;
  const before = await listDeadlines(trx, id);
  const changed = [...new Set([...before.keys(), ...wanted.keys()])].filter(
    (state) => before.get(state) !== wanted.get(state),
  );
  if (changed.length === 0) return;
  for (const state of changed) await writeDeadline(trx, id, state, wanted.get(state) ?? '');
  await audit({
    action: 'cycle.deadline',
    subject: name,
    before: Object.fromEntries(before),
    after: Object.fromEntries(wanted),
    reason: subject,
  });
}

import type { Kysely } from 'kysely';
import { appendEntries } from '../../auditRepository';
import { pinRows, rowRange, type RowPin } from '../../rowPins';
import type { Schema } from '../../schema';

/**
 * Scores and evidence from before there was a trail: its first entry pins them as they stand, so that they are guarded
 * from here on like those that follow.
 */
export async function pinEarlierRows(unknownDb: Kysely<unknown>): Promise<void> {
  const db = unknownDb as Kysely<Schema>;
  const pins: RowPin[] = [];
  for (const table of ['score_history', 'evidence'] as const) {
    const rows = await rowRange(db, table);
    if (rows) pins.push(await pinRows(db, rows));
  }
  if (pins.length === 0) return;
  await appendEntries(db, [
    {
      at: new Date().toISOString(),
      person: '法衡',
      accountUid: '',
      action: 'workspace.upgrade',
      subject: '考评库升级',
      unitId: null,
      itemId: null,
      editId: '',
      before: '',
      after: JSON.stringify({ pins }),
      reason: '审计记录从此开始，此前的评分和佐证材料按当时的状态登记',
    },
  ]);
}

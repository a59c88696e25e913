import type { Kysely } from 'kysely';
import { appendEntries } from '../../auditRepository';
import { pinRows, rowRange, systemRows, type RowPin } from '../../rowPins';
import { listStateRows, STATE_TABLES, stateOf, type StateTable } from '../../rowStates';
import type { Schema } from '../../schema';

/**
 * What there is from before there was a trail, scores, evidence, published indicator systems and every guarded row: its
 * first entries pin them as they stand, so that they are guarded from here on like those that follow.
 */
export async function pinEarlierRows(unknownDb: Kysely<unknown>): Promise<void> {
  const db = unknownDb as Kysely<Schema>;
  const pins: RowPin[] = [];
  for (const table of ['score_history', 'evidence'] as const) {
    const rows = await rowRange(db, table);
    if (rows) pins.push(await pinRows(db, rows));
  }
  pins.push(...(await pinPublishedSystems(db)));
  // One at a time: a province has hundreds of thousands of self-evaluations.
  if (pins.length > 0) await append(db, { pins });
  for (const table of Object.keys(STATE_TABLES) as StateTable[]) {
    for await (const rows of listStateRows(db, table)) {
      const states = Object.fromEntries(rows.map(({ key, text }) => [key, stateOf(text)]));
      await append(db, { states: { [table]: states } });
    }
  }
}

async function append(db: Kysely<Schema>, after: object): Promise<void> {
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
      after: JSON.stringify(after),
      reason: '审计记录从此开始，此前的评分、佐证材料、指标体系和其他记录按当时的状态登记',
    },
  ]);
}

async function pinPublishedSystems(db: Kysely<Schema>): Promise<RowPin[]> {
  const systems = await db
    .selectFrom('indicator_system')
    .select('id')
    .where('status', '=', 'published')
    .execute();
  const pins: RowPin[] = [];
  for (const { id } of systems)
    for (const rows of await systemRows(db, id)) pins.push(await pinRows(db, rows));
  return pins;
}

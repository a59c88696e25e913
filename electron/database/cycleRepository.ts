import type { Kysely } from 'kysely';
import type { CycleView } from '../../shared/ipc/views';
import type { Schema } from './schema';

export interface StoredCycle extends CycleView {
  readonly uid: string;
  /** The version of the indicator system it scores by. */
  readonly systemId: number;
}

/** The cycle people work on: the latest year. Every workspace has one from its making. */
export async function loadCurrentCycle(db: Kysely<Schema>): Promise<StoredCycle> {
  return db
    .selectFrom('cycle')
    .select(['id', 'year', 'name', 'state', 'system_id as systemId', 'uid'])
    .orderBy('year', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** The stage a cycle is in, read anew. */
export async function findCycleState(db: Kysely<Schema>, cycleId: number): Promise<CycleView['state']> {
  const { state } = await db
    .selectFrom('cycle')
    .select('state')
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  return state;
}

export async function setCycleSystem(trx: Kysely<Schema>, cycleId: number, systemId: number): Promise<void> {
  await trx.updateTable('cycle').set({ system_id: systemId }).where('id', '=', cycleId).execute();
}

/** Moves the cycle to a stage without asking whether it may; who may move it when is the caller's to know. */
export async function setCycleState(
  trx: Kysely<Schema>,
  cycleId: number,
  state: CycleView['state'],
): Promise<void> {
  await trx.updateTable('cycle').set({ state }).where('id', '=', cycleId).execute();
}

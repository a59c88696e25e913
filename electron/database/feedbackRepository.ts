import { sql, type Kysely } from 'kysely';
import type { AppealState } from '../../shared/review/appealState';
import { readCycleSetting, writeCycleSetting } from './cycleSettingRepository';
import { APPEAL_NUMBER, APPEAL_STATE, DECIDED_AT } from './appealRepository';
import type { Schema } from './schema';

/** When the cycle last came to 反馈申诉 (ISO time) and the deadline set for it (ISO date, '' for none). */
export async function findFeedbackDates(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<{ readonly enteredAt: string; readonly dueOn: string }> {
  const { rows } = await sql<{ enteredAt: string | null; dueOn: string | null }>`SELECT
    (SELECT at FROM cycle_transition WHERE cycle_id = ${cycleId} AND to_state = 'feedback'
      ORDER BY id DESC LIMIT 1) AS enteredAt,
    (SELECT due_on FROM cycle_deadline WHERE cycle_id = ${cycleId} AND state = 'feedback') AS dueOn`.execute(
    db,
  );
  return { enteredAt: rows[0]?.enteredAt ?? '', dueOn: rows[0]?.dueOn ?? '' };
}

/** Whether units see their rank on 反馈单; not unless the office said so. */
export async function findRankShown(db: Kysely<Schema>, cycleId: number): Promise<boolean> {
  return (await readCycleSetting(db, cycleId, 'feedbackShowsRank')) === true;
}

export async function storeRankShown(trx: Kysely<Schema>, cycleId: number, shown: boolean): Promise<void> {
  await writeCycleSetting(trx, cycleId, 'feedbackShowsRank', shown);
}

/**
 * The latest appeal about each item of some units, by unit, then item.
 *
 * @param since  when the score was fed back, ISO: what was decided before was about another score
 */
export async function listLatestAppeals(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  since: string,
): Promise<ReadonlyMap<number, ReadonlyMap<number, LatestAppeal>>> {
  const { rows } = await sql<LatestRow>`
    SELECT a.unit_id AS unitId, a.item_id AS itemId, a.id, ${APPEAL_NUMBER} AS number, ${APPEAL_STATE} AS state,
      ${DECIDED_AT} AS decidedAt
    FROM json_each(${JSON.stringify(unitIds)}) AS wanted CROSS JOIN appeal AS a ON a.unit_id = wanted.value
    ORDER BY a.id`.execute(db);
  const byUnit = new Map<number, Map<number, LatestAppeal>>();
  for (const { unitId, itemId, decidedAt, ...appeal } of rows) {
    const own = byUnit.get(unitId) ?? new Map<number, LatestAppeal>();
    const again = appeal.state === 'withdrawn' || (appeal.state !== 'filed' && decidedAt < since);
    byUnit.set(unitId, own.set(itemId, { ...appeal, again }));
  }
  return byUnit;
}

interface LatestRow extends Omit<LatestAppeal, 'again'> {
  readonly unitId: number;
  readonly itemId: number;
  readonly decidedAt: string;
}

export interface LatestAppeal {
  readonly id: number;
  readonly number: number;
  readonly state: AppealState;
  /** Whether the item may be appealed against once more. */
  readonly again: boolean;
}

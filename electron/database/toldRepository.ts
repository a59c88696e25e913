import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import { feedbackRow, type FeedbackRow } from '../../shared/exchange/feedbackRow';
import type { Schema } from './schema';

/**
 * What the office told a unit's seat of its result; undefined for nothing yet. The last that came stands, unless an
 * earlier one was written later: it has both the greater number and the later time (`hasMergedLater`).
 */
export async function findTold(db: Kysely<Schema>, unitId: number): Promise<FeedbackRow | undefined> {
  const rows = await db
    .selectFrom('told_result')
    .select(['package_uid', 'sequence', 'created_at', 'told'])
    .where('unit_id', '=', unitId)
    .orderBy('at')
    .orderBy('package_uid')
    .execute();
  let [standing] = rows;
  for (const row of rows) {
    const isOld = standing && standing.sequence > row.sequence && standing.created_at > row.created_at;
    if (!isOld) standing = row;
  }
  return standing && feedbackRow.parse(JSON.parse(standing.told));
}

/** The last day for appeals as a unit's seat was told; undefined where nothing was: at the office. */
export async function findToldUntil(db: Kysely<Schema>, cycleId: number): Promise<string | undefined> {
  const { rows } = await sql<{ unitId: number }>`
    SELECT t.unit_id AS unitId FROM told_result AS t JOIN unit AS u ON u.id = t.unit_id
    WHERE u.cycle_id = ${cycleId} LIMIT 1`.execute(db);
  const [unit] = rows;
  return unit && (await findTold(db, unit.unitId))?.appealsUntil;
}

/** Keeps what one package told, beside what others did. @returns whether it was not kept before. */
export async function insertTold(
  trx: Kysely<Schema>,
  { unitId, ...told }: ToldBy & { readonly unitId: number; readonly told: FeedbackRow },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('told_result')
    .values({
      unit_id: unitId,
      package_uid: told.packageUid,
      sequence: told.sequence,
      created_at: told.createdAt,
      told: JSON.stringify(told.told),
      at: told.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The package that told something. */
export interface ToldBy {
  readonly packageUid: string;
  readonly sequence: number;
  readonly createdAt: string;
  /** When it was merged, ISO. */
  readonly at: string;
}

/** Whether a package told this seat something of a unit. */
export async function isTold(db: Kysely<Schema>, unitId: number, packageUid: string): Promise<boolean> {
  const row = await db
    .selectFrom('told_result')
    .select('sequence')
    .where('unit_id', '=', unitId)
    .where('package_uid', '=', packageUid)
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets what a package told. */
export async function deleteTold(trx: Kysely<Schema>, packageUid: string): Promise<void> {
  await trx.deleteFrom('told_result').where('package_uid', '=', packageUid).execute();
}

/** How an appeal was decided, as a unit's seat was told. Points in hundredths. */
export interface ToldDecision {
  readonly appealId: number;
  readonly packageUid: string;
  readonly state: 'upheld' | 'adjusted';
  readonly decidedPoints: Points | null;
  readonly opinion: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** The unit's final score before and after; null where it did not move. */
  readonly effect: { readonly before: Points; readonly after: Points } | null;
}

export async function insertToldDecision(trx: Kysely<Schema>, told: ToldDecision): Promise<void> {
  await trx
    .insertInto('told_decision')
    .values({
      ...{ appeal_id: told.appealId, package_uid: told.packageUid, state: told.state },
      ...{ decided_points: told.decidedPoints, opinion: told.opinion },
      ...{ decided_by: told.decidedBy, decided_at: told.decidedAt },
      ...{ total_before: told.effect?.before ?? null, total_after: told.effect?.after ?? null },
    })
    .execute();
}

/**
 * Forgets what a package told of the decision of an appeal, but where another appeal has taken its place since.
 *
 * @returns how many were forgotten.
 */
export async function deleteToldDecisions(trx: Kysely<Schema>, packageUid: string): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('told_decision')
    .where('package_uid', '=', packageUid)
    .where('appeal_id', 'not in', (appeals) =>
      appeals.selectFrom('appeal').select('id').where('state', '=', 'upheld'),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Appeals of whose decision a package told, and another has taken their place since. */
export async function listReplacedAppeals(
  db: Kysely<Schema>,
  packageUid: string,
): Promise<readonly string[]> {
  const result = await sql<{ place: string }>`
    SELECT u.name || ' · ' || i.code AS place FROM told_decision AS d
    JOIN appeal AS a ON a.id = d.appeal_id AND a.state = 'upheld'
    JOIN unit AS u ON u.id = a.unit_id JOIN item AS i ON i.id = a.item_id
    WHERE d.package_uid = ${packageUid} ORDER BY a.id`.execute(db);
  return result.rows.map(({ place }) => place);
}

/** When the last 申诉包 was written here, ISO; '' before the first. */
export async function lastAppealsSent(db: Kysely<Schema>, cycleId: number): Promise<string> {
  const { rows } = await sql<{ at: string | null }>`
    SELECT max(created_at) AS at FROM exchange_package
    WHERE cycle_id = ${cycleId} AND direction = 'out' AND kind = 'appeal'`.execute(db);
  return rows[0]?.at ?? '';
}

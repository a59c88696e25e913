import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { SiteCheckView } from '../../shared/ipc/practice/review';
import type { Schema } from './schema';

/** What the proposal knows of one scored item of a unit. Points in hundredths. */
export interface StoredFacts {
  readonly itemId: number;
  readonly finalPoints: Points;
  /** As typed by the unit. */
  readonly selfText: string;
  readonly files: number;
  readonly pendingFiles: number;
  readonly rejectedFiles: number;
  readonly priorPoints: Points | null;
  /** What the base item of that code was worth last year; null where the workspace does not hold it. */
  readonly priorLimit: Points | null;
  readonly priorReason: string;
  readonly spread: Points | null;
  readonly openProblem: string;
}

type FactsCell = string | number | null;

/**
 * Facts about every scored item of some units, by unit. One text per unit: the driver pays per row that crosses.
 * @param year of the cycle: problems of earlier years count.
 */
export async function listDoubtFacts(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  year: number,
): Promise<ReadonlyMap<number, readonly StoredFacts[]>> {
  const result = await sql<{ unitId: number; facts: string }>`
    SELECT s.unit_id AS unitId, json_group_array(json_array(s.item_id, s.final_points,
      coalesce((SELECT e.points FROM self_evaluation e WHERE e.unit_id = s.unit_id AND e.item_id = s.item_id), ''),
      (SELECT json_array(count(*), coalesce(sum(l.judgement = 'pending'), 0), coalesce(sum(l.judgement = 'rejected'), 0))
        FROM evidence v JOIN evidence_link l ON l.evidence_id = v.id AND l.item_id = s.item_id
        WHERE v.unit_id = s.unit_id),
      p.points, (SELECT o.points FROM item AS o WHERE o.system_id = (SELECT c.system_id FROM cycle AS c
        WHERE c.year < ${year} ORDER BY c.year DESC LIMIT 1) AND o.code = i.code AND o.section = 'base'),
      coalesce(p.reason, ''),
      (SELECT max(m.points) - min(m.points) FROM marking m
        WHERE m.item_id = s.item_id AND m.unit_id = s.unit_id AND m.locked_at IS NOT NULL),
      coalesce((SELECT b.text FROM problem b JOIN cycle c ON c.id = b.cycle_id
        WHERE b.unit_code = u.code AND b.item_code = i.code AND b.state <> 'closed' AND c.year < ${year}
        ORDER BY b.id DESC LIMIT 1), ''))) AS facts
    FROM json_each(${JSON.stringify(unitIds)}) AS wanted
      CROSS JOIN unit AS u ON u.id = wanted.value
      CROSS JOIN score AS s ON s.unit_id = u.id
      CROSS JOIN item AS i ON i.id = s.item_id
      LEFT JOIN prior_score AS p ON p.unit_id = s.unit_id AND p.item_code = i.code
    WHERE s.status = 'scored'
    GROUP BY s.unit_id`.execute(db);
  return new Map(result.rows.map(({ unitId, facts }) => [unitId, readFacts(facts)]));
}

function readFacts(text: string): StoredFacts[] {
  const rows = JSON.parse(text) as FactsCell[][];
  return rows.map(
    ([itemId, finalPoints, selfText, files, prior, priorLimit, priorReason, spread, problem]) => {
      // A subquery's JSON arrives as text or, where SQLite passes its subtype on, as an array.
      const counts = (typeof files === 'string' ? JSON.parse(files) : files) as [number, number, number];
      return {
        itemId: Number(itemId),
        finalPoints: Number(finalPoints),
        selfText: String(selfText),
        files: counts[0],
        pendingFiles: counts[1],
        rejectedFiles: counts[2],
        priorPoints: numberOrNull(prior),
        priorLimit: numberOrNull(priorLimit),
        priorReason: String(priorReason),
        spread: numberOrNull(spread),
        openProblem: String(problem),
      };
    },
  );
}

const numberOrNull = (cell: FactsCell | undefined): number | null =>
  cell === null || cell === undefined ? null : Number(cell);

export interface NewSiteCheck {
  readonly uid: string;
  readonly cycleId: number;
  readonly unitId: number;
  readonly team: string;
  readonly plannedOn: string;
  readonly note: string;
  readonly person: string;
  readonly at: string;
  readonly items: readonly { readonly itemId: number; readonly doubt: string }[];
}

/** @returns its id. */
export async function insertSiteCheck(trx: Kysely<Schema>, check: NewSiteCheck): Promise<number> {
  const { id } = await trx
    .insertInto('site_check')
    .values({
      uid: check.uid,
      cycle_id: check.cycleId,
      unit_id: check.unitId,
      team: check.team,
      planned_on: check.plannedOn,
      checked_on: '',
      note: check.note,
      person: check.person,
      at: check.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertSiteCheckItems(trx, id, check.items);
  return id;
}

async function insertSiteCheckItems(
  trx: Kysely<Schema>,
  checkId: number,
  items: NewSiteCheck['items'],
): Promise<void> {
  await trx
    .insertInto('site_check_item')
    .values(
      items.map(({ itemId, doubt }) => ({
        check_id: checkId,
        item_id: itemId,
        doubt,
        outcome: 'open' as const,
        finding: '',
        adjustment_id: null,
        person: '',
        at: '',
      })),
    )
    .execute();
}

/** An item of a check, with what it belongs to. */
export interface StoredCheckItem {
  readonly id: number;
  readonly checkId: number;
  readonly unitId: number;
  readonly itemId: number;
  readonly cycleId: number;
  readonly team: string;
  readonly checkedOn: string;
  readonly outcome: 'open' | 'confirmed' | 'adjusted';
}

export async function findCheckItem(db: Kysely<Schema>, id: number): Promise<StoredCheckItem | undefined> {
  return db
    .selectFrom('site_check_item as i')
    .innerJoin('site_check as c', 'c.id', 'i.check_id')
    .select([
      'i.id',
      'i.check_id as checkId',
      'c.unit_id as unitId',
      'i.item_id as itemId',
      'c.cycle_id as cycleId',
      'c.team',
      'c.checked_on as checkedOn',
      'i.outcome',
    ])
    .where('i.id', '=', id)
    .executeTakeFirst();
}

/** Items of a unit that stand on a check and have no finding yet. */
export async function listOpenCheckItems(
  db: Kysely<Schema>,
  cycleId: number,
  unitId: number,
): Promise<readonly { readonly id: number; readonly itemId: number }[]> {
  return db
    .selectFrom('site_check as c')
    .innerJoin('site_check_item as i', 'i.check_id', 'c.id')
    .select(['i.id', 'i.item_id as itemId'])
    .where('c.cycle_id', '=', cycleId)
    .where('c.unit_id', '=', unitId)
    .where('i.outcome', '=', 'open')
    .orderBy('i.id')
    .execute();
}

/** Writes a finding; the database refuses a second one. */
export async function recordFinding(
  trx: Kysely<Schema>,
  finding: {
    readonly id: number;
    readonly checkId: number;
    readonly outcome: 'confirmed' | 'adjusted';
    readonly finding: string;
    readonly adjustmentId: number | null;
    readonly checkedOn: string;
    readonly person: string;
    readonly at: string;
  },
): Promise<void> {
  const { person, at, outcome } = finding;
  await trx
    .updateTable('site_check_item')
    .set({ outcome, finding: finding.finding, adjustment_id: finding.adjustmentId, person, at })
    .where('id', '=', finding.id)
    .execute();
  await trx
    .updateTable('site_check')
    .set({ checked_on: finding.checkedOn })
    .where('id', '=', finding.checkId)
    .execute();
}

/** Takes an item without a finding off its check, and the check too once it is empty. */
export async function deleteCheckItem(trx: Kysely<Schema>, id: number, checkId: number): Promise<void> {
  await trx.deleteFrom('site_check_item').where('id', '=', id).execute();
  await trx
    .deleteFrom('site_check')
    .where('id', '=', checkId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('site_check_item').select('id').where('check_id', '=', checkId))),
    )
    .execute();
}

/** Everything on the checks of a cycle, by unit, check, item. */
export async function listSiteChecks(db: Kysely<Schema>, cycleId: number): Promise<readonly SiteCheckView[]> {
  const result = await sql<SiteCheckView>`
    SELECT i.id, c.id AS checkId, c.unit_id AS unitId, u.code AS unitCode, u.name AS unitName, c.team,
      c.planned_on AS plannedOn, iif(i.outcome = 'open', '', c.checked_on) AS checkedOn, c.note, i.item_id AS itemId, t.code AS itemCode,
      t.name AS itemName, t.section, t.points AS itemPoints, i.doubt, i.outcome, i.finding,
      a.from_points AS fromPoints, a.to_points AS toPoints,
      s.points AS assessedPoints, s.final_points AS finalPoints,
      coalesce((SELECT e.points FROM self_evaluation e WHERE e.unit_id = c.unit_id AND e.item_id = i.item_id), '')
        AS selfPoints,
      i.person, i.at
    FROM site_check c
      JOIN unit u ON u.id = c.unit_id
      JOIN site_check_item i ON i.check_id = c.id
      JOIN item t ON t.id = i.item_id
      LEFT JOIN score s ON s.unit_id = c.unit_id AND s.item_id = i.item_id
      LEFT JOIN score_adjustment a ON a.id = i.adjustment_id
    WHERE c.cycle_id = ${cycleId}
    ORDER BY u.position, u.id, c.id, t.position`.execute(db);
  return result.rows;
}

import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ScoreEntry } from '../../shared/domain/score';
import type { CheckKind } from '../../shared/insight/checkKinds';
import { isComplete } from './completePlaces';
import type { Schema } from './schema';
import { toEntry } from './scoreRepository';

/** Where 体检 looks: the units of one cycle, or of one group of it. */
export interface CheckScope {
  readonly cycleId: number;
  readonly systemId: number;
  readonly year: number;
  readonly groupId: number | null;
  /** Only these items; null: all of the version. */
  readonly itemIds: readonly number[] | null;
  /** The person's own unit, of which scorers see nothing; '' for none. */
  readonly exceptUnit: string;
  /** [group id, tags as stored, item id] of items that do not belong to units of that group and tags. */
  readonly strangers: readonly (readonly [number, string, number])[];
  /** Names of people of the office. */
  readonly officeNames: readonly string[];
}

/** A finding as the database knows it; `a`, `b`, `text` and `more` are what its kind has to say. */
export interface FoundRow {
  readonly unitId: number;
  readonly itemId: number;
  readonly subject: string;
  /** How what it is about stood: once this changes, a word on the finding no longer holds. */
  readonly state: string;
  readonly a: number;
  readonly b: number;
  readonly text: string;
  readonly more: string;
}

/** Checks the database does by itself. */
export type StoredCheck = Extract<
  CheckKind,
  | 'fullWithoutEvidence'
  | 'rejectedEvidenceFullMarks'
  | 'deductionWithoutReason'
  | 'notApplicableWithoutApproval'
  | 'evidenceOutsideYear'
  | 'officeChangedScore'
  | 'spread'
>;

/** Columns of a FoundRow, and where they come from, with everything that makes it a finding. */
interface CheckQuery {
  readonly columns: RawBuilder<unknown>;
  readonly source: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
}

const json = (value: unknown): string => JSON.stringify(value);

/**
 * Units `u` and items `item` of the scope; `item` must be joined.
 *
 * What is asked of a list is one value, never several: for NOT IN over several SQLite reads the whole list each time.
 */
export function within({
  cycleId,
  systemId,
  groupId,
  itemIds,
  exceptUnit,
  strangers,
}: CheckScope): RawBuilder<unknown> {
  const ofGroup = groupId === null ? sql`` : sql`AND u.group_id = ${groupId}`;
  const ofOthers = exceptUnit === '' ? sql`` : sql`AND u.code <> ${exceptUnit}`;
  const ofItems =
    itemIds === null ? sql`` : sql`AND item.id IN (SELECT value FROM json_each(${json(itemIds)}))`;
  const belonging =
    strangers.length === 0
      ? sql``
      : sql`AND u.group_id || ' ' || item.id || ' ' || u.tags NOT IN
          (SELECT (value ->> 0) || ' ' || (value ->> 2) || ' ' || (value ->> 1) FROM json_each(${json(strangers)}))`;
  return sql`u.cycle_id = ${cycleId} ${ofGroup} ${ofOthers} AND item.system_id = ${systemId} ${ofItems} ${belonging}`;
}

/**
 * For findings about several items of a unit at once: one of them is whoever looks'. Which items they are must not depend
 * on who looks, or a word somebody said on the finding would not hold for the others.
 */
const touchesMine = ({ itemIds }: CheckScope): RawBuilder<unknown> =>
  itemIds === null ? sql`TRUE` : sql`max(item.id IN (SELECT value FROM json_each(${json(itemIds)}))) = 1`;

/** CROSS: unit by unit in list order, which needs no sorting; by item SQLite would look every score up by itself. */
const SCORES = sql`unit AS u CROSS JOIN score AS s ON s.unit_id = u.id CROSS JOIN item ON item.id = s.item_id`;
const FULL = sql`s.status = 'scored' AND item.section = 'base' AND item.points > 0
  AND s.points + s.adjustment = item.points`;
/** The wide row is looked up for what is found only. */
const REVISION = sql`(SELECT x.revision FROM score AS x WHERE x.unit_id = s.unit_id AND x.item_id = s.item_id)`;
const STATE = sql`${REVISION} || ':' || ifnull(s.points + s.adjustment, '')`;
const BY_SCORE = sql`u.position, u.id, s.item_id`;

function columnsOf(
  columns: Partial<Record<keyof FoundRow, RawBuilder<unknown>>> &
    Record<'unitId' | 'itemId' | 'state', RawBuilder<unknown>>,
): RawBuilder<unknown> {
  const nothing = sql`''`;
  const { unitId, itemId, subject, state, a, b, text, more } = columns;
  return sql`${unitId} AS "unitId", ${itemId} AS "itemId", ${subject ?? nothing} AS subject, ${state} AS state,
    ${a ?? sql`0`} AS a, ${b ?? sql`0`} AS b, ${text ?? nothing} AS text, ${more ?? nothing} AS more`;
}

const POINTS = { a: sql`s.points + s.adjustment`, b: sql`item.points` };
const SCORE = { unitId: sql`s.unit_id`, itemId: sql`s.item_id`, state: STATE };

const QUERIES: Readonly<Record<StoredCheck, (scope: CheckScope) => CheckQuery>> = {
  fullWithoutEvidence: (scope) => ({
    columns: columnsOf({ ...SCORE, ...POINTS }),
    source: sql`${SCORES} WHERE ${within(scope)} AND ${FULL}
      AND ((s.unit_id << 32) | s.item_id) NOT IN (
        SELECT (e.unit_id << 32) | l.item_id FROM unit AS v CROSS JOIN evidence AS e ON e.unit_id = v.id
        CROSS JOIN evidence_link AS l ON l.evidence_id = e.id WHERE v.cycle_id = ${scope.cycleId})`,
    order: BY_SCORE,
  }),
  rejectedEvidenceFullMarks: (scope) => ({
    columns: columnsOf({ ...SCORE, a: sql`count(*)` }),
    source: sql`unit AS u CROSS JOIN evidence AS e ON e.unit_id = u.id
      CROSS JOIN evidence_link AS l ON l.evidence_id = e.id
      CROSS JOIN score AS s ON s.unit_id = u.id AND s.item_id = l.item_id
      CROSS JOIN item ON item.id = s.item_id
      WHERE ${within(scope)} AND ${FULL}
      GROUP BY u.position, u.id, s.item_id HAVING min(l.judgement = 'rejected') = 1`,
    order: BY_SCORE,
  }),
  deductionWithoutReason: (scope) => ({
    columns: columnsOf({ ...SCORE, a: sql`s.points`, b: sql`item.points` }),
    // Found in the narrow index of the totals; only what lost points is looked up in the wide rows.
    source: sql`${SCORES} WHERE ${within(scope)} AND s.status = 'scored' AND item.section = 'base'
      AND s.points < item.points
      AND (SELECT trim(x.reason) = '' FROM score AS x WHERE x.unit_id = s.unit_id AND x.item_id = s.item_id)`,
    order: BY_SCORE,
  }),
  notApplicableWithoutApproval: (scope) => ({
    columns: columnsOf({ ...SCORE, text: sql`w.scorer`, more: sql`w.reason` }),
    source: sql`${SCORES} CROSS JOIN score AS w ON w.unit_id = s.unit_id AND w.item_id = s.item_id
      WHERE ${within(scope)} AND s.status = 'notApplicable' AND w.not_applicable = 1
      AND NOT EXISTS (SELECT 1 FROM not_applicable_request AS r
        WHERE r.unit_id = s.unit_id AND r.item_id = s.item_id AND r.state = 'approved')`,
    order: BY_SCORE,
  }),
  evidenceOutsideYear: (scope) => ({
    columns: columnsOf({
      unitId: sql`u.id`,
      itemId: sql`min(item.id)`,
      subject: sql`e.uid`,
      state: sql`e.formed_on`,
      text: sql`e.name`,
      more: sql`e.formed_on`,
    }),
    source: sql`unit AS u CROSS JOIN evidence AS e ON e.unit_id = u.id
      CROSS JOIN evidence_link AS l ON l.evidence_id = e.id CROSS JOIN item ON item.id = l.item_id
      WHERE ${within({ ...scope, itemIds: null })} AND e.formed_on <> ''
        AND substr(e.formed_on, 1, 4) <> ${String(scope.year)}
      GROUP BY u.position, u.id, e.id HAVING ${touchesMine(scope)}`,
    order: sql`u.position, u.id, e.id`,
  }),
  officeChangedScore: (scope) => ({
    columns: columnsOf({
      ...SCORE,
      a: sql`h.points`,
      b: sql`s.points`,
      text: sql`h.scorer`,
      more: sql`s.scorer`,
    }),
    // The last word of somebody else before the office's; its own later keystrokes do not hide it.
    source: sql`${SCORES} CROSS JOIN score_history AS h ON h.id = (
        SELECT max(o.id) FROM score_history AS o WHERE o.unit_id = s.unit_id AND o.item_id = s.item_id
          AND o.scorer <> s.scorer)
      WHERE ${within(scope)} AND s.status = 'scored' AND s.revision > 1 AND s.settled = 0
      AND s.scorer IN (SELECT value FROM json_each(${json(scope.officeNames)}))
      AND h.status = 'scored' AND h.points <> s.points
      AND (trim(s.reason) = '' OR trim(s.reason) = trim(h.reason))`,
    order: BY_SCORE,
  }),
  spread: (scope) => ({
    columns: columnsOf({
      unitId: sql`u.id`,
      itemId: sql`item.id`,
      state: sql`max(m.revision) || ':' || sum(m.points)`,
      a: sql`max(m.points)`,
      b: sql`min(m.points)`,
      text: sql`im.spread_limit`,
      more: sql`count(*)`,
    }),
    source: sql`item_marking AS im CROSS JOIN item ON item.id = im.item_id
      CROSS JOIN marking AS m INDEXED BY marking_of_item ON m.item_id = im.item_id
      CROSS JOIN unit AS u ON u.id = m.unit_id
      WHERE im.cycle_id = ${scope.cycleId} AND ${within(scope)}
        -- Only what everybody has locked, or who has not would learn of the others.
        AND m.locked_at IS NOT NULL AND m.status = 'scored' AND ${isComplete(scope.cycleId, 'u', 'item')}
        AND NOT EXISTS (SELECT 1 FROM settlement AS t WHERE t.unit_id = m.unit_id AND t.item_id = m.item_id)
      GROUP BY item.id, u.id
      HAVING count(*) > 1 AND max(m.points) - min(m.points) > im.spread_limit`,
    order: sql`u.position, u.id, item.id`,
  }),
};

/** How many findings of one kind there are. */
export async function countFound(db: Kysely<Schema>, scope: CheckScope, kind: StoredCheck): Promise<number> {
  const { source } = QUERIES[kind](scope);
  const result = await sql<{
    count: number;
  }>`SELECT count(*) AS count FROM (SELECT 1 FROM ${source})`.execute(db);
  return result.rows[0]?.count ?? 0;
}

/**
 * Findings of one kind, unit by unit in list order.
 *
 * @param at  only at these places (unit and item).
 */
export async function listFound(
  db: Kysely<Schema>,
  scope: CheckScope,
  kind: StoredCheck,
  limit: number,
  at?: readonly { readonly unitId: number; readonly itemId: number }[],
): Promise<readonly FoundRow[]> {
  const { columns, source, order } = QUERIES[kind](scope);
  const inner = sql`SELECT ${columns} FROM ${source} ORDER BY ${order}`;
  if (at === undefined) return (await sql<FoundRow>`${inner} LIMIT ${limit}`.execute(db)).rows;
  const places = json(at.map(({ unitId, itemId }) => [unitId, itemId]));
  const result = await sql<FoundRow>`SELECT * FROM (${inner}) AS f
    WHERE (f."unitId", f."itemId") IN (SELECT value ->> 0, value ->> 1 FROM json_each(${places}))
    LIMIT ${limit}`.execute(db);
  return result.rows;
}

/** A self score above the points it can be, as typed: the caller compares exactly. */
export interface HighSelfScore {
  readonly unitId: number;
  readonly itemId: number;
  readonly points: string;
  readonly itemPoints: number;
}

/** Base items whose self score exceeds their points. */
export async function findHighSelfScores(
  db: Kysely<Schema>,
  scope: CheckScope,
  limit: number,
): Promise<readonly HighSelfScore[]> {
  // CAST reads binary fractions, so it only narrows the rows down; a quarter of a hundredth is no score.
  const result = await sql<HighSelfScore>`
    SELECT u.id AS "unitId", item.id AS "itemId", self.points, item.points AS "itemPoints"
    FROM unit AS u CROSS JOIN self_evaluation AS self ON self.unit_id = u.id
    CROSS JOIN item ON item.id = self.item_id
    WHERE ${within(scope)} AND self.points <> '' AND item.section = 'base'
      AND CAST(self.points AS REAL) * 100 > item.points + 0.25
    ORDER BY u.position, u.id, self.item_id LIMIT ${limit}`.execute(db);
  return result.rows;
}

export interface UnfinishedEntry {
  readonly unitId: number;
  readonly itemId: number;
  readonly revision: number;
  readonly entry: ScoreEntry;
}

/** Scores somebody began that come to nothing, with what was typed: the caller asks the engine what is wrong. */
export async function listUnfinishedEntries(
  db: Kysely<Schema>,
  scope: CheckScope,
  limit: number,
): Promise<readonly UnfinishedEntry[]> {
  const result = await sql<
    Omit<UnfinishedEntry, 'entry'> & {
      inputs: string;
      direct_points: string;
      not_applicable: 0 | 1;
      reason: string;
    }
  >`SELECT s.unit_id AS "unitId", s.item_id AS "itemId", w.revision, w.inputs, w.direct_points, w.not_applicable,
      w.reason
    FROM ${SCORES} CROSS JOIN score AS w ON w.unit_id = s.unit_id AND w.item_id = s.item_id
    WHERE ${within(scope)} AND s.status = 'unscored'
      AND (w.inputs <> '[]' OR w.direct_points <> '' OR w.not_applicable = 1)
    ORDER BY ${BY_SCORE} LIMIT ${limit}`.execute(db);
  return result.rows.map(({ unitId, itemId, revision, ...row }) => ({
    unitId,
    itemId,
    revision,
    entry: toEntry(row),
  }));
}

/** One reason under which units of one item have different points; figures of the units whoever looks may see. */
export interface UnequalReason {
  readonly unitId: number;
  readonly reason: string;
  readonly units: number;
  readonly lowest: number;
  readonly highest: number;
  readonly state: string;
}

/**
 * Reasons of one item that stand at different points; the unit is the one with the fewest points of the whole year, and
 * the state is that of the whole year, whoever looks. None where that unit is outside the scope, or where the units seen
 * have the same points.
 *
 * @param judged  the item is scored by judgement; otherwise only points given directly are compared, because equal
 *   reasons with different counts are no contradiction.
 */
export async function findUnequalReasons(
  db: Kysely<Schema>,
  scope: CheckScope,
  itemId: number,
  judged: boolean,
): Promise<readonly UnequalReason[]> {
  const direct = judged ? sql`` : sql`AND s.direct_points <> ''`;
  // Points and unit in one number, so that the smallest says who has the fewest points.
  const seen = sql`FILTER (WHERE u.code <> ${scope.exceptUnit})`;
  const inGroup = scope.groupId === null ? sql`` : sql`AND home.group_id = ${scope.groupId}`;
  const result = await sql<UnequalReason>`
    SELECT r.reason, r.units, r.lowest, r.highest, r.state, home.id AS "unitId" FROM (
      SELECT min((s.points << 32) | u.id) AS place, trim(s.reason) AS reason, count(*) ${seen} AS units,
        min(s.points) ${seen} AS lowest, max(s.points) ${seen} AS highest,
        sum(s.revision) || ':' || sum(s.points) AS state
      FROM score AS s INDEXED BY score_by_item CROSS JOIN unit AS u ON u.id = s.unit_id
      CROSS JOIN item ON item.id = s.item_id
      WHERE s.item_id = ${itemId} AND ${within({ ...scope, groupId: null, exceptUnit: '' })}
        AND s.status = 'scored' AND s.settled = 0 AND trim(s.reason) <> '' ${direct}
      GROUP BY trim(s.reason) HAVING min(s.points) ${seen} <> max(s.points) ${seen}) AS r
    JOIN unit AS home ON home.id = r.place & 0xFFFFFFFF
    WHERE home.code <> ${scope.exceptUnit} ${inGroup}
    ORDER BY r.reason`.execute(db);
  return result.rows;
}

/** Facts that deduct from one unit in several items: incident, unit and its places. */
export interface DoubleDeductionRow {
  readonly uid: string;
  readonly title: string;
  readonly unitId: number;
  /** Item ids and notes of the places that deduct, in table order. */
  readonly itemIds: readonly number[];
  readonly notes: readonly string[];
}

export async function listDoubleDeductions(
  db: Kysely<Schema>,
  scope: CheckScope,
): Promise<readonly DoubleDeductionRow[]> {
  const result = await sql<{ uid: string; title: string; unitId: number; places: string }>`
    SELECT i.uid, i.title, u.id AS "unitId",
      json_group_array(json_array(l.item_id, l.note) ORDER BY item.position, item.id) AS places
    FROM incident AS i CROSS JOIN incident_link AS l ON l.incident_id = i.id
    CROSS JOIN unit AS u ON u.id = l.unit_id CROSS JOIN item ON item.id = l.item_id
    WHERE i.cycle_id = ${scope.cycleId} AND ${within({ ...scope, itemIds: null })} AND l.deducts = 1
    GROUP BY i.id, u.id HAVING count(*) > 1 AND ${touchesMine(scope)}
    ORDER BY u.position, u.id, i.id`.execute(db);
  return result.rows.map(({ places, ...row }) => {
    const pairs = JSON.parse(places) as [number, string][];
    return { ...row, itemIds: pairs.map(([itemId]) => itemId), notes: pairs.map(([, note]) => note) };
  });
}

/** Names of everybody who is of the office now, disabled accounts too: their scores stay the office's. */
export async function listOfficeNames(db: Kysely<Schema>): Promise<readonly string[]> {
  const result = await sql<{ name: string }>`SELECT name FROM account
    WHERE EXISTS (SELECT 1 FROM json_each(account.roles) WHERE value = 'officeAdmin')`.execute(db);
  return result.rows.map(({ name }) => name);
}

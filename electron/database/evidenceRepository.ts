import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { EvidenceView } from '@shared/ipc/views';
import { previewOf } from '@shared/evidence/evidenceType';
import { insertRows, type Cell } from './insertRows';
import type { Schema } from './schema';

export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
}

/** A file of the store as a unit hands it in. */
export interface NewEvidence {
  /** Of evidence that was registered elsewhere; left out: a new one. */
  readonly uid?: string;
  readonly unitId: number;
  readonly sha256: string;
  readonly name: string;
  readonly documentNumber?: string;
  readonly formedOn?: string;
  readonly addedBy: string;
  readonly addedAt: string;
}

/** Says which files are about to enter the store. Written first, so that a crash leaves no file nobody knows of. */
export async function announceFiles(
  db: Kysely<Schema>,
  files: readonly StoredFile[],
  now: string,
): Promise<void> {
  await insertRows(
    db,
    'evidence_file',
    ['sha256', 'size', 'added_at'],
    files.map(({ sha256, size }): Cell[] => [sha256, size, now]),
    sql`ON CONFLICT DO NOTHING`,
  );
}

/** What a unit has handed in so far: hash → id, and the names taken. */
export async function loadUnitEvidence(
  db: Kysely<Schema>,
  unitId: number,
): Promise<{ readonly byHash: Map<string, number>; readonly names: Set<string> }> {
  const rows = await db
    .selectFrom('evidence')
    .select(['id', 'sha256', 'name'])
    .where('unit_id', '=', unitId)
    .orderBy('id')
    .execute();
  return {
    byHash: new Map(rows.map((row) => [row.sha256, row.id])),
    names: new Set(rows.map((row) => row.name.toLowerCase())),
  };
}

/** Adds evidence of any number of units. @returns the new ids, in the order given. */
export async function insertEvidence(trx: Kysely<Schema>, rows: readonly NewEvidence[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const last = await trx
    .selectFrom('evidence')
    .select(sql<number>`COALESCE(MAX(id), 0)`.as('id'))
    .executeTakeFirstOrThrow();
  const columns = [
    'id',
    'uid',
    'unit_id',
    'sha256',
    'name',
    'document_number',
    'formed_on',
    'added_by',
    'added_at',
  ];
  const ids = rows.map((_, index) => last.id + index + 1);
  await insertRows(
    trx,
    'evidence',
    columns,
    rows.map((row, index): Cell[] => [
      ids[index] ?? null,
      row.uid ?? randomUUID(),
      row.unitId,
      row.sha256,
      row.name,
      row.documentNumber ?? '',
      row.formedOn ?? '',
      row.addedBy,
      row.addedAt,
    ]),
  );
  return ids;
}

export interface NewEvidenceLink {
  readonly evidenceId: number;
  readonly itemId: number;
  readonly position: number;
}

/** Attaches evidence to items; what is attached already stays as it is. */
export async function insertEvidenceLinks(
  trx: Kysely<Schema>,
  links: readonly NewEvidenceLink[],
): Promise<void> {
  await insertRows(
    trx,
    'evidence_link',
    ['evidence_id', 'item_id', 'position'],
    links.map((link): Cell[] => [link.evidenceId, link.itemId, link.position]),
    sql`ON CONFLICT DO NOTHING`,
  );
}

/** Place after the last file of an item in one unit's list. */
export async function nextLinkPosition(db: Kysely<Schema>, unitId: number, itemId: number): Promise<number> {
  const row = await db
    .selectFrom('evidence_link')
    .innerJoin('evidence', 'evidence.id', 'evidence_link.evidence_id')
    .select(sql<number>`COALESCE(MAX(evidence_link.position), 0) + 1`.as('next'))
    .where('evidence_link.item_id', '=', itemId)
    .where('evidence.unit_id', '=', unitId)
    .executeTakeFirstOrThrow();
  return row.next;
}

interface EvidenceRow {
  id: number;
  unitId: number;
  name: string;
  sha256: string;
  size: number;
  addedAt: string;
  addedBy: string;
  documentNumber: string;
  formedOn: string;
  judgement: EvidenceView['judgement'];
  judgementReason: string;
  items: string;
}

const EVIDENCE_COLUMNS = sql`e.id, e.unit_id AS unitId, e.name, e.sha256, f.size, e.added_at AS addedAt,
  e.added_by AS addedBy, e.document_number AS documentNumber, e.formed_on AS formedOn,
  (SELECT json_group_array(json_object('itemId', i.id, 'code', i.code, 'name', i.name) ORDER BY i.position)
   FROM evidence_link a JOIN item i ON i.id = a.item_id WHERE a.evidence_id = e.id) AS items`;

function toView({ items, ...row }: EvidenceRow): EvidenceView {
  return { ...row, preview: previewOf(row.name), items: JSON.parse(items) as EvidenceView['items'] };
}

/** Evidence attached to one item of a unit, in its order there. */
export async function listItemEvidence(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<EvidenceView[]> {
  const result = await sql<EvidenceRow>`
    SELECT ${EVIDENCE_COLUMNS}, l.judgement, l.judgement_reason AS judgementReason
    FROM evidence e JOIN evidence_file f ON f.sha256 = e.sha256
      JOIN evidence_link l ON l.evidence_id = e.id AND l.item_id = ${itemId}
    WHERE e.unit_id = ${unitId} ORDER BY l.position, e.id`.execute(db);
  return result.rows.map(toView);
}

/** Everything a unit has attached to any item, oldest first. What was detached everywhere is left out. */
export async function listUnitEvidence(db: Kysely<Schema>, unitId: number): Promise<EvidenceView[]> {
  const result = await sql<EvidenceRow>`
    SELECT ${EVIDENCE_COLUMNS}, 'pending' AS judgement, '' AS judgementReason
    FROM evidence e JOIN evidence_file f ON f.sha256 = e.sha256
    WHERE e.unit_id = ${unitId} AND EXISTS (SELECT 1 FROM evidence_link l WHERE l.evidence_id = e.id)
    ORDER BY e.id`.execute(db);
  return result.rows.map(toView);
}

/** A piece of evidence that was searched for, with the first item it is attached to. */
export interface FoundEvidence {
  readonly id: number;
  readonly name: string;
  readonly documentNumber: string;
  readonly unitId: number;
  readonly itemId: number;
}

/** Attached evidence of some units whose name or 文号 holds the text, newest first; letters of either case. */
export async function searchEvidence(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  text: string,
  limit: number,
): Promise<readonly FoundEvidence[]> {
  if (text === '') return [];
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<FoundEvidence>`
    SELECT e.id, e.name, e.document_number AS documentNumber, e.unit_id AS unitId,
      (SELECT l.item_id FROM evidence_link AS l WHERE l.evidence_id = e.id ORDER BY l.item_id LIMIT 1) AS itemId
    FROM evidence AS e
    WHERE (e.name LIKE ${pattern} ESCAPE '\\' OR e.document_number LIKE ${pattern} ESCAPE '\\')
      AND e.unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))
      AND EXISTS (SELECT 1 FROM evidence_link AS l WHERE l.evidence_id = e.id)
    ORDER BY e.id DESC LIMIT ${limit}`.execute(db);
  return rows;
}

/** The unit a piece of evidence belongs to, its name and hash; undefined for an unknown id. */
export async function findEvidence(
  db: Kysely<Schema>,
  evidenceId: number,
): Promise<
  | {
      readonly unitId: number;
      readonly name: string;
      readonly sha256: string;
      readonly addedAt: string;
    }
  | undefined
> {
  return db
    .selectFrom('evidence')
    .select(['unit_id as unitId', 'name', 'sha256', 'added_at as addedAt'])
    .where('id', '=', evidenceId)
    .executeTakeFirst();
}

/** A stored file and one of the names it goes by; undefined where neither evidence nor a problem of the ledger has this hash. */
export async function findFile(
  db: Kysely<Schema>,
  sha256: string,
): Promise<{ readonly size: number; readonly name: string } | undefined> {
  const result = await sql<{ size: number; name: string }>`
    SELECT f.size, named.name FROM evidence_file AS f CROSS JOIN (
      SELECT name FROM evidence WHERE sha256 = ${sha256}
      UNION ALL SELECT name FROM problem_file WHERE sha256 = ${sha256} LIMIT 1) AS named
    WHERE f.sha256 = ${sha256}`.execute(db);
  return result.rows[0];
}

/** Codes of the units that handed a file in. */
export async function listUnitCodesOfFile(db: Kysely<Schema>, sha256: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('unit', 'unit.id', 'evidence.unit_id')
    .select('unit.code')
    .distinct()
    .where('evidence.sha256', '=', sha256)
    .execute();
  return rows.map(({ code }) => code);
}

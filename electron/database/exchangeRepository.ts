import { sql, type Kysely, type Selectable } from 'kysely';
import type { PackageKind, Seat } from '../../shared/exchange/packageKind';
import type { ExchangeChangeTable, ExchangePackageTable, PeerKeyTable } from './exchangeSchema';
import { insertRows } from './insertRows';
import { changeLine, changeSum } from './rowSums';
import type { Schema } from './schema';

/** The workspace's own pair, base64. */
export interface OwnKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** undefined before the first package. */
export async function findOwnKeys(db: Kysely<Schema>): Promise<OwnKeys | undefined> {
  return db
    .selectFrom('exchange_key')
    .select(['public_key as publicKey', 'private_key as privateKey'])
    .executeTakeFirst();
}

export async function insertOwnKeys(trx: Kysely<Schema>, keys: OwnKeys, now: string): Promise<void> {
  await trx
    .insertInto('exchange_key')
    .values({ id: 1, public_key: keys.publicKey, private_key: keys.privateKey, created_at: now })
    .execute();
}

export type PeerKey = Selectable<PeerKeyTable>;

/** Who a key belongs to; undefined for one nobody has confirmed. */
export async function findPeerKey(db: Kysely<Schema>, publicKey: string): Promise<PeerKey | undefined> {
  return db.selectFrom('peer_key').selectAll().where('public_key', '=', publicKey).executeTakeFirst();
}

/** Keys a workspace has signed with. */
export async function listKeysOfWorkspace(db: Kysely<Schema>, workspaceUid: string): Promise<PeerKey[]> {
  return db.selectFrom('peer_key').selectAll().where('workspace_uid', '=', workspaceUid).execute();
}

export async function insertPeerKey(trx: Kysely<Schema>, key: Omit<PeerKey, 'id'>): Promise<void> {
  await trx.insertInto('peer_key').values(key).execute();
}

export type StoredPackage = Selectable<ExchangePackageTable>;
export type PackageToStore = Omit<StoredPackage, 'id'>;

/** By the id it says of itself. */
export async function findPackage(
  db: Kysely<Schema>,
  uid: string,
  direction: 'out' | 'in',
): Promise<StoredPackage | undefined> {
  return db
    .selectFrom('exchange_package')
    .selectAll()
    .where('uid', '=', uid)
    .where('direction', '=', direction)
    .executeTakeFirst();
}

/** By its row in the ledger. */
export async function findLedgerRow(db: Kysely<Schema>, id: number): Promise<StoredPackage | undefined> {
  return db.selectFrom('exchange_package').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Everything the ledger keeps of a package but its summary. */
const FACTS = [
  ...(['id', 'uid', 'direction', 'kind', 'state', 'cycle_id', 'workspace_uid', 'seat'] as const),
  ...(['unit_code', 'scorer', 'author', 'sequence', 'answers', 'token', 'file_name', 'sha256'] as const),
  ...(['bytes', 'reason', 'created_at', 'person', 'at'] as const),
] as const;

/** The ledger of a year, newest first; of the summaries no more than words and counts: hashes of evidence are long. */
export async function listLedger(db: Kysely<Schema>, cycleId: number): Promise<StoredPackage[]> {
  return db
    .selectFrom('exchange_package')
    .select(FACTS)
    .select(
      sql<string>`iif(summary -> '$.counts' IS NULL, json_object('words', summary ->> '$.words'),
        json_object('words', summary ->> '$.words', 'counts', summary -> '$.counts'))`.as('summary'),
    )
    .where('cycle_id', '=', cycleId)
    .orderBy('id', 'desc')
    .execute();
}

/** Packages of a year that wait, oldest first. */
export async function listHeld(db: Kysely<Schema>, cycleId: number): Promise<StoredPackage[]> {
  return db
    .selectFrom('exchange_package')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .where('state', '=', 'held')
    .orderBy('id')
    .execute();
}

/** How many packages this workspace has written. */
export async function countWritten(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('exchange_package')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('direction', '=', 'out')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Adds a package to the ledger, or says what became of it since. @returns its row. */
export async function writeLedger(trx: Kysely<Schema>, stored: PackageToStore): Promise<number> {
  const { uid: _uid, direction: _direction, ...later } = stored;
  const { id } = await trx
    .insertInto('exchange_package')
    .values(stored)
    .onConflict((conflict) => conflict.columns(['uid', 'direction']).doUpdateSet(later))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function setLedgerState(
  trx: Kysely<Schema>,
  id: number,
  state: StoredPackage['state'],
  reason: string,
): Promise<void> {
  await trx.updateTable('exchange_package').set({ state, reason }).where('id', '=', id).execute();
}

/** Whose package it is: the other side of it. */
export interface Counterpart {
  readonly seat: Seat;
  readonly unitCode: string;
  readonly scorer: string;
}

/** The latest package of these kinds that was merged here from one side; undefined for none. */
export async function findLatestMerged(
  db: Kysely<Schema>,
  cycleId: number,
  kinds: readonly PackageKind[],
): Promise<StoredPackage | undefined> {
  return db
    .selectFrom('exchange_package')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .where('direction', '=', 'in')
    .where('state', '=', 'merged')
    .where('kind', 'in', kinds)
    .orderBy('sequence', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What was merged here in answer to a package, oldest first. */
export async function listMergedAnswers(db: Kysely<Schema>, uid: string): Promise<StoredPackage[]> {
  return db
    .selectFrom('exchange_package')
    .selectAll()
    .where('answers', '=', uid)
    .where('answers', '<>', '')
    .where('direction', '=', 'in')
    .where('state', '=', 'merged')
    .orderBy('id')
    .execute();
}

/** Whether another workspace, whose key is known, has answered a package: what it was handed with is spent. */
export async function isAnsweredByAnother(
  db: Kysely<Schema>,
  uid: string,
  workspaceUid: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('exchange_package')
    .select('id')
    .where('answers', '=', uid)
    .where('answers', '<>', '')
    .where('direction', '=', 'in')
    .where('workspace_uid', '<>', workspaceUid)
    .where('workspace_uid', 'in', (peers) => peers.selectFrom('peer_key').select('workspace_uid'))
    .executeTakeFirst();
  return found !== undefined;
}

/** Summaries of everything that went to or came from one side. */
export async function listSummariesOf(
  db: Kysely<Schema>,
  cycleId: number,
  { seat, unitCode, scorer }: Counterpart,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('exchange_package')
    .select('summary')
    .where('cycle_id', '=', cycleId)
    .where('seat', '=', seat)
    .where('unit_code', '=', unitCode)
    .where('scorer', '=', scorer)
    .where('state', 'in', ['written', 'merged'])
    .execute();
  return rows.map(({ summary }) => summary);
}

export type StoredChange = Selectable<ExchangeChangeTable>;

/** What a merge did to each cell. */
export async function listChanges(db: Kysely<Schema>, packageId: number): Promise<StoredChange[]> {
  return db
    .selectFrom('exchange_change')
    .selectAll()
    .where('package_id', '=', packageId)
    .orderBy('cell')
    .execute();
}

/** Notes what a merge did to each cell, in place of what an earlier merge of the same package did. */
export async function replaceChanges(
  trx: Kysely<Schema>,
  packageId: number,
  changes: readonly Omit<StoredChange, 'package_id'>[],
): Promise<void> {
  const before = await listChanges(trx, packageId);
  const lines = (rows: typeof changes): string[] => rows.map((row) => changeLine(packageId, row));
  await changeSum(trx, 'changes', lines(changes), lines(before));
  await trx.deleteFrom('exchange_change').where('package_id', '=', packageId).execute();
  await insertRows(
    trx,
    'exchange_change',
    ['package_id', 'cell', 'outcome', 'before', 'after'],
    changes.map(({ cell, outcome, before, after }) => [packageId, cell, outcome, before, after]),
  );
}

/** Counts by package of the ledger's conflicts that still have several heads. */
export async function countOpenConflicts(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, number>> {
  const result = await sql<{ id: number; open: number }>`
    SELECT c.package_id AS id, count(*) AS open FROM exchange_package AS p
    JOIN exchange_change AS c ON c.package_id = p.id AND c.outcome = 'conflict'
    WHERE p.cycle_id = ${cycleId} AND p.state = 'merged'
      AND (SELECT count(*) FROM cell_head AS h WHERE h.cell = c.cell) > 1
    GROUP BY c.package_id`.execute(db);
  return new Map(result.rows.map(({ id, open }) => [id, open]));
}

/** Says what became of one change of a merge since: a conflict was decided. */
export async function setChange(
  trx: Kysely<Schema>,
  packageId: number,
  { cell, outcome, after }: Pick<StoredChange, 'cell' | 'outcome' | 'after'>,
): Promise<void> {
  const before = await trx
    .selectFrom('exchange_change')
    .selectAll()
    .where('package_id', '=', packageId)
    .where('cell', '=', cell)
    .executeTakeFirstOrThrow();
  const now = { ...before, outcome, after };
  await changeSum(trx, 'changes', [changeLine(packageId, now)], [changeLine(packageId, before)]);
  await trx
    .updateTable('exchange_change')
    .set({ outcome, after })
    .where('package_id', '=', packageId)
    .where('cell', '=', cell)
    .execute();
}

/** What every merge did, in pieces. */
export async function* listAllChanges(db: Kysely<Schema>): AsyncGenerator<readonly StoredChange[]> {
  for (let [packageId, cell] = [0, '']; ;) {
    const { rows } = await sql<StoredChange>`
      SELECT * FROM exchange_change WHERE (package_id, cell) > (${packageId}, ${cell})
      ORDER BY package_id, cell LIMIT 10000`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    [packageId, cell] = [last.package_id, last.cell];
    yield rows;
  }
}

/** Packages that came and are kept in the inbox. */
export async function listReceived(db: Kysely<Schema>): Promise<StoredPackage[]> {
  return db
    .selectFrom('exchange_package')
    .selectAll()
    .where('direction', '=', 'in')
    .where('state', 'in', ['held', 'merged', 'rolledBack'])
    .orderBy('id')
    .execute();
}

/** Of these cells those that packages have brought something to. */
export async function listBroughtCells(
  db: Kysely<Schema>,
  cells: readonly string[],
): Promise<ReadonlySet<string>> {
  const result = await sql<{ cell: string }>`
    SELECT DISTINCT c.cell FROM json_each(${JSON.stringify(cells)}) AS k
    CROSS JOIN exchange_change AS c ON c.cell = k.value
    WHERE c.outcome NOT IN ('same', 'refused')`.execute(db);
  return new Set(result.rows.map(({ cell }) => cell));
}

/** What other packages that stand merged say of cells of one package without having changed them: heads by cell. */
export async function listSaidBesides(
  db: Kysely<Schema>,
  packageId: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const result = await sql<{ cell: string; after: string }>`
    SELECT other.cell, other.after FROM exchange_change AS own
    CROSS JOIN exchange_change AS other ON other.cell = own.cell AND other.package_id <> own.package_id
    JOIN exchange_package AS p ON p.id = other.package_id AND p.state = 'merged'
    WHERE own.package_id = ${packageId} AND other.outcome = 'same'`.execute(db);
  const said = new Map<string, readonly string[]>();
  for (const { cell, after } of result.rows) {
    said.set(cell, [...(said.get(cell) ?? []), ...(JSON.parse(after) as string[])]);
  }
  return said;
}

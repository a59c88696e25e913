import type { Kysely } from 'kysely';
import type { ItemView } from '@shared/ipc/views';
import { addAssignments, removeAssignments } from '../../../database/seatRepository';
import type { Schema } from '../../../database/schema';
import { listStoredAccounts } from '../../../database/accountRepository';
import type { Assessment } from '../../assessment/assessment';
import { handedOutIn, listHandouts, type Handout } from '../handedOut';
import type { PackageContents, PlannedRecord } from '../kinds/packageHandler';
import type { CellWriting } from '../merge/cellKind';
import { plannedRecord } from '../kinds/records/recordPlace';

/**
 * Items a scorer's seat has and the office has taken from the scorer since: of everything that was handed out here what the
 * office's latest word leaves out. What was scored of them stays as it is, cannot be changed here, and leaves no more.
 */
async function takenBy(
  db: Kysely<Schema>,
  assessment: Assessment,
  contents: PackageContents,
): Promise<readonly ItemView[]> {
  const own = handedOutIn(contents);
  if (!own) return [];
  const { id: uid, createdAt } = contents.manifest;
  const handouts = [...(await others(db, assessment, uid)), { uid, createdAt, ...own }];
  const left = leftBy(handouts);
  const had = new Set(handouts.flatMap(({ itemCodes }) => itemCodes));
  return assessment.items.filter(({ code }) => had.has(code) && left?.has(code) === false);
}

const others = async (db: Kysely<Schema>, assessment: Assessment, uid: string): Promise<readonly Handout[]> =>
  (await listHandouts(db, assessment, 'in')).filter((handout) => handout.uid !== uid);

/** What the latest of them leaves the scorer; undefined where it does not say. */
function leftBy(handouts: readonly Handout[]): ReadonlySet<string> | undefined {
  const latest = handouts.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1)).at(-1);
  return latest?.duties && new Set(latest.duties);
}

/** Names what a package takes from the scorer, item by item. */
export async function planDuties(
  db: Kysely<Schema>,
  assessment: Assessment,
  contents: PackageContents,
): Promise<PlannedRecord[]> {
  const accountId = await sitterId(db);
  const before = new Set((await listHandouts(db, assessment, 'in')).flatMap(({ itemCodes }) => itemCodes));
  return (await takenBy(db, assessment, contents))
    .filter(({ id, code }) => before.has(code) && assessment.isAssigned(id, accountId))
    .map(({ code, name }) =>
      plannedRecord('changed', `${code} ${name}`, '不再由您评分：已评的保留在这里，不能再改，也不再送出'),
    );
}

/** Takes them off the seat's list. @returns their codes. */
export async function applyDuties(
  { trx, assessment, audit, subject }: CellWriting,
  contents: PackageContents,
): Promise<readonly string[]> {
  const taken = await takenBy(trx, assessment, contents);
  const accountId = await sitterId(trx);
  const gone = taken.filter(({ id }) => assessment.isAssigned(id, accountId));
  if (gone.length === 0) return [];
  await removeAssignments(
    trx,
    assessment.cycle.id,
    accountId,
    gone.map(({ id }) => id),
  );
  const codes = gone.map(({ code }) => code);
  await audit({ action: 'package.receive', subject, after: { itemsTakenAway: codes } });
  return codes;
}

/** Gives them back, where no other package takes them. */
export async function takeBackDuties(
  { trx, assessment, audit, subject }: CellWriting,
  packageUid: string,
  taken: readonly string[],
): Promise<void> {
  if (taken.length === 0) return;
  const left = leftBy(await others(trx, assessment, packageUid));
  const again = taken.filter((code) => left?.has(code) !== false);
  const itemIds = again.flatMap((code) => assessment.itemByCode.get(code)?.id ?? []);
  await addAssignments(trx, assessment.cycle.id, await sitterId(trx), itemIds);
  await audit({ action: 'package.rollBack', subject, after: { items: again } });
}

/** The account of the one person a seat was made for. */
async function sitterId(db: Kysely<Schema>): Promise<number> {
  const [first] = await listStoredAccounts(db);
  return first?.actor.accountId ?? 0;
}

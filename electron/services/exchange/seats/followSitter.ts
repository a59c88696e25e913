import type { Kysely } from 'kysely';
import { findAccount, listStoredAccounts, updateAccount } from '../../../database/accountRepository';
import type { Schema } from '../../../database/schema';
import { auditedAccount } from '../../account/auditedAccount';
import type { Workspace } from '../../workspace/workspace';
import type { PackageContents } from '../kinds/packageHandler';
import type { CellWriting } from '../merge/cellKind';
import { isLatest } from './followYear';

/** What a person is called, and of which unit: the office's to say. */
interface Called {
  readonly name: string;
  readonly unitCode: string;
}

export interface SitterUndo {
  readonly from: Called;
  readonly to: Called;
}

/**
 * The person of a seat is its account, whatever the office calls it: who was renamed, or moved to another unit, is so at the
 * seat too with the office's latest package.
 *
 * @returns what changed; null for nothing.
 */
export async function followSitter(
  writing: CellWriting,
  contents: PackageContents,
): Promise<SitterUndo | null> {
  const { trx, workspace } = writing;
  if (workspace.seat === 'office' || !(await isLatest(trx, contents))) return null;
  const { contacts = [], scorers = [] } = contents.data;
  const { to: receiver } = contents.manifest;
  const [first] = await listStoredAccounts(trx);
  const from = first && { name: first.actor.name, unitCode: first.actor.unitCode };
  const said =
    workspace.seat === 'unit'
      ? contacts.map(({ uid, name, unit }) => ({ uid, name, unitCode: unit }))
      : scorers.map(({ uid, name, unitCode }) => ({ uid, name, unitCode }));
  // Rows that are of somebody else than the package is for say nothing: a unit's seat stays that unit's.
  const isReceiver = ({ name, unitCode }: Called): boolean =>
    workspace.seat === 'unit' ? unitCode === receiver?.unitCode : name === receiver?.scorer;
  // Where the unit itself is the person, each year has another uid.
  const isUnit = (uid: string | undefined): boolean => uid?.startsWith('unit-') === true;
  const own = said
    .filter(isReceiver)
    .find(
      ({ uid, unitCode }) =>
        uid === first?.actor.uid ||
        (isUnit(uid) && isUnit(first?.actor.uid) && unitCode === first?.actor.unitCode),
    );
  if (!first || !from || !own || (own.name === from.name && own.unitCode === from.unitCode)) return null;
  const to = { name: own.name, unitCode: own.unitCode };
  await call(writing, first.actor.accountId, to);
  return { from, to };
}

/** Calls the person as before, where nobody has said otherwise since. */
export async function unfollowSitter(writing: CellWriting, undo: SitterUndo | null): Promise<void> {
  const [first] = await listStoredAccounts(writing.trx);
  if (!undo || first?.actor.name !== undo.to.name || first.actor.unitCode !== undo.to.unitCode) return;
  await call(writing, first.actor.accountId, undo.from);
}

async function call(
  { trx, audit }: CellWriting,
  accountId: number,
  { name, unitCode }: Called,
): Promise<void> {
  const before = await findAccount(trx, accountId);
  if (!before) throw new Error('the account of the seat is gone');
  const { roles, allItems } = before.actor;
  await updateAccount(trx, accountId, { name, unitCode, roles, allItems, active: before.active });
  const after = await findAccount(trx, accountId);
  await audit({
    action: 'account.change',
    subject: name,
    before: auditedAccount(before),
    ...(after ? { after: auditedAccount(after) } : {}),
  });
}

/** Whoever sits there goes on as the account is called now; after the transaction that may have renamed it. */
export async function sitAsCalled(workspace: Workspace, db: Kysely<Schema> = workspace.db): Promise<void> {
  if (workspace.seat === 'office') return;
  const [first] = await listStoredAccounts(db);
  const { actor } = workspace;
  if (!first || first.actor.accountId !== actor.accountId) return;
  const { name, unitCode } = first.actor;
  if (name !== actor.name || unitCode !== actor.unitCode) workspace.signIn({ ...actor, name, unitCode });
}

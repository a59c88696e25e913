import type { Kysely } from 'kysely';
import type { PackageParty } from '@shared/ipc/practice/exchange';
import type { PackageSide } from '@shared/exchange/packageManifest';
import { listStoredAccounts } from '../../database/accountRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** What the office is called where a package says whom it is from or for. */
export const OFFICE_SIDE: PackageSide = { seat: 'office', unitCode: '', unitName: '', scorer: '' };

/** This workspace as a package names it: the office, the unit a seat was made for, or its scorer. */
export async function ownSide(
  { seat, db }: Pick<Workspace, 'seat' | 'db'>,
  { unitByCode }: Pick<Assessment, 'unitByCode'>,
): Promise<PackageSide> {
  if (seat === 'office') return OFFICE_SIDE;
  const account = await seatAccount(db);
  if (seat === 'assessor') return { seat, unitCode: '', unitName: '', scorer: account.name };
  const unitName = unitByCode.get(account.unitCode)?.name ?? '';
  return { seat, unitCode: account.unitCode, unitName, scorer: '' };
}

/** The person a seat other than the office's was made for. */
async function seatAccount(
  db: Kysely<Schema>,
): Promise<{ readonly name: string; readonly unitCode: string }> {
  const [first] = await listStoredAccounts(db);
  if (!first) throw new Error('a seat without an account');
  return first.actor;
}

/** Whether two packages' sides may be one. A unit is its code; a scorer the account, which a 评分包 names itself. */
export function isSameSide(one: PackageSide, other: PackageSide): boolean {
  return one.seat === other.seat && one.unitCode === other.unitCode;
}

/** How a person calls a side: 考评办, 区水利局, 张三. */
export function sideName({ seat, unitCode, unitName, scorer }: PackageSide): string {
  if (seat === 'unit') return unitName || unitCode;
  return seat === 'assessor' ? scorer : '考评办';
}

/** The same for screens. */
export function partyOf(side: PackageSide): PackageParty {
  return { seat: side.seat, unitCode: side.unitCode, name: sideName(side) };
}

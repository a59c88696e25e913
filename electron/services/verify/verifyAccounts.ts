import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { OFFICE_ROLES, ROLES } from '@shared/domain/role';
import type { VerifyFinding } from '@shared/ipc/views';
import { listStoredAccounts, type StoredAccount } from '../../database/accountRepository';
import type { Schema } from '../../database/schema';
import { auditedAccount } from '../account/auditedAccount';
import { isKeptSecret } from '../account/passwordHash';
import { readSeat } from '../workspace/meta';

/** What on the trail says how an account stands since. */
const CHANGES = [
  'account.first',
  'account.add',
  'account.change',
  'account.setPassword',
  'account.resetPassword',
  'account.recover',
  'account.leaveOut',
] as const;

/**
 * Every account against the last word of the trail about it: one that was added, promoted, given another password or taken
 * out behind the program's back is named. Practice page §4.
 */
export async function verifyAccounts(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const accounts = await listStoredAccounts(db);
  const known = await lastWords(db);
  const findings = accounts.flatMap((account, index) =>
    findingsOf(account, known.get(account.actor.uid), index === 0),
  );
  const there = new Set(accounts.map(({ actor }) => actor.uid));
  const gone = [...known].filter(([uid]) => !there.has(uid)).map(([, { name }]) => name);
  const admins = accounts.filter(({ active, actor }) => active && actor.roles.includes('officeAdmin'));
  return [
    ...findings,
    ...gone.map((name) => finding(name, '审计记录里有这个账号，账号表里没有，可能被绕过程序删除')),
    ...(admins.length === 0 && (await readSeat(db)) === 'office'
      ? [finding('人员', '没有在用的考核办公室管理员')]
      : []),
  ];
}

type Word = Readonly<Record<string, unknown>> & { readonly uid: string; readonly name: string };

/** The last state of each account by the trail, by uid. */
async function lastWords(db: Kysely<Schema>): Promise<ReadonlyMap<string, Word>> {
  const rows = await db
    .selectFrom('audit_entry')
    .select('after')
    .where('action', 'in', CHANGES)
    .orderBy('id')
    .execute();
  const words = rows.flatMap(({ after }): Word[] => {
    const word = after === '' ? null : (JSON.parse(after) as Partial<Word> | null);
    return word?.uid ? [word as Word] : [];
  });
  return new Map(words.map((word) => [word.uid, word]));
}

function findingsOf(account: StoredAccount, word: Word | undefined, isFirst: boolean): VerifyFinding[] {
  const { actor, password, recovery } = account;
  const found: VerifyFinding[] = [];
  if (actor.roles.some((role) => !ROLES.includes(role)))
    found.push(finding(actor.name, '有程序不认识的角色'));
  if ([password, recovery].some((secret) => secret !== '' && !isKeptSecret(secret))) {
    found.push(finding(actor.name, '存下的口令信息已损坏'));
  }
  if (word) {
    if (!isDeepStrictEqual(plain(auditedAccount(account)), word)) {
      found.push(finding(actor.name, '姓名、单位、角色或口令与审计记录不符，可能被绕过程序修改'));
    }
    // Every workspace begins with the office, before there is anybody to put it on the trail.
  } else if (!isFirst || !isUntouched(account)) {
    found.push(finding(actor.name, '审计记录里没有这个账号的来历，可能被绕过程序添加或修改'));
  }
  return found;
}

function isUntouched({ actor, password, active }: StoredAccount): boolean {
  return active && password === '' && actor.unitCode === '' && isDeepStrictEqual(actor.roles, OFFICE_ROLES);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const finding = (place: string, message: string): VerifyFinding => ({ kind: 'practice', place, message });

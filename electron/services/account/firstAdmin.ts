import type { Kysely } from 'kysely';
import { passwordProblem } from '@shared/domain/password';
import type { Actor } from '@shared/domain/role';
import { passwordRefused } from '@shared/errors/account';
import {
  findAccount,
  listStoredAccounts,
  setCredentials,
  updateAccount,
} from '../../database/accountRepository';
import type { Schema } from '../../database/schema';
import { appendAudit } from '../audit/appendAudit';
import { auditedAccount } from './auditedAccount';
import { hashSecret } from './passwordHash';
import { newRecoveryCode, plainRecoveryCode } from './recoveryCode';

/** The first administrator of a workspace that is being made, with the secrets as they are kept. */
export interface FirstAdmin {
  /** '' keeps the office's name. */
  readonly name: string;
  /** '' where there is none: then whoever opens the workspace is the office. */
  readonly password: string;
  readonly recovery: string;
  /** To be shown once; null without a password. */
  readonly recoveryCode: string | null;
}

/** Judges what was typed, before anything is made. @throws {AppError} PASSWORD_REFUSED */
export async function prepareFirstAdmin(name: string, password: string): Promise<FirstAdmin> {
  const plain = { name: name.trim(), password: '', recovery: '', recoveryCode: null };
  if (password === '') return plain;
  const problem = passwordProblem(password, [plain.name]);
  if (problem !== null) throw passwordRefused({ problem });
  const recoveryCode = newRecoveryCode();
  return {
    ...plain,
    password: await hashSecret(password),
    recovery: await hashSecret(plainRecoveryCode(recoveryCode)),
    recoveryCode,
  };
}

/** The account every new workspace has becomes this person's. @returns who works in the workspace first. */
export async function writeFirstAdmin(trx: Kysely<Schema>, admin: FirstAdmin, now: string): Promise<Actor> {
  const [office] = await listStoredAccounts(trx);
  if (!office) throw new Error('a new workspace has no account');
  const { accountId } = office.actor;
  const name = admin.name === '' ? office.actor.name : admin.name;
  await updateAccount(trx, accountId, { ...office.actor, name, active: true });
  const { password, recovery } = admin;
  await setCredentials(trx, accountId, { password, recovery });
  const after = await findAccount(trx, accountId);
  if (!after) throw new Error('the first account is gone');
  await appendAudit(
    trx,
    after.actor,
    [
      {
        action: 'account.first',
        subject: name,
        before: auditedAccount(office),
        after: auditedAccount(after),
      },
    ],
    now,
  );
  return after.actor;
}

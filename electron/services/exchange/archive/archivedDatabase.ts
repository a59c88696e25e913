import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Actor } from '@shared/domain/role';
import { listStoredAccounts, type StoredAccount } from '../../../database/accountRepository';
import { openWriter } from '../../../database/openDatabase';
import { keepRowJournal } from '../../../database/rowJournal';
import type { Schema } from '../../../database/schema';
import { auditedAccount } from '../../account/auditedAccount';
import { appendAudit } from '../../audit/appendAudit';
import type { AuditFact } from '../../audit/auditFact';
import { copyDatabase } from '../../backup/snapshotDatabase';
import { writeMeta } from '../../workspace/meta';
import type { Workspace } from '../../workspace/workspace';
import { workspacePaths } from '../../workspace/workspacePaths';

/** A database ready to go into an archive, in a folder of its own that the caller removes. */
export interface ArchivedDatabase {
  readonly folder: string;
  readonly file: string;
}

/**
 * Copies the database and takes out of the copy what nobody else may have: passwords, recovery codes, the private key,
 * the tokens of packages handed out, what the window remembered. What was taken out stands on the copy's own trail, so
 * that it verifies like any other. Nothing taken out is left in the bytes of the file.
 */
export async function copyForArchive(workspace: Workspace): Promise<ArchivedDatabase> {
  const { evidenceTemporary } = workspacePaths(workspace.folder);
  const folder = join(evidenceTemporary, `archive-${randomBytes(8).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  try {
    const whole = join(folder, 'whole.db');
    await copyDatabase(workspace.reader, whole);
    const file = join(folder, 'faheng.db');
    const db = await openWriter(whole);
    try {
      await keepRowJournal(db);
      await db.transaction().execute((trx) => takeSecretsOut(trx, workspace.actor, workspace.clock()));
      // Copied once more: what was deleted would still stand in pages nobody uses.
      await copyDatabase(db, file);
    } finally {
      await db.destroy();
    }
    await Promise.all(['', '-wal', '-shm'].map((end) => rm(`${whole}${end}`, { force: true })));
    return { folder, file };
  } catch (cause) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw cause;
  }
}

async function takeSecretsOut(trx: Transaction<Schema>, actor: Actor, now: Date): Promise<void> {
  const known = (await listStoredAccounts(trx)).filter(hasSecret);
  await sql`UPDATE account SET password = '', recovery = '', failures = 0, blocked_until = '',
    must_change = 0, recovered_at = ''`.execute(trx);
  const keys = await trx.deleteFrom('exchange_key').executeTakeFirst();
  const tokens = await trx
    .updateTable('exchange_package')
    .set({ token: '' })
    .where('token', '<>', '')
    .executeTakeFirst();
  await trx.deleteFrom('ui_state').execute();
  await writeMeta(trx, 'session', '');
  const after = {
    passwords: known.length,
    keys: Number(keys.numDeletedRows),
    tokens: Number(tokens.numUpdatedRows),
  };
  const facts = [...known.map(withoutSecret), { action: 'package.archive', subject: '归档包', after }];
  await appendAudit(trx, actor, facts, now.toISOString());
}

const hasSecret = ({ password, recovery }: StoredAccount): boolean => password !== '' || recovery !== '';

function withoutSecret(account: StoredAccount): AuditFact {
  return {
    action: 'account.leaveOut',
    subject: account.actor.name,
    before: auditedAccount(account),
    after: auditedAccount({ ...account, password: '', recovery: '' }),
  };
}

/** What an archive's database must not hold, for tests and for whoever reads one: empty where all is well. */
export async function findSecrets(db: Kysely<Schema>): Promise<readonly string[]> {
  const found: string[] = [];
  if ((await listStoredAccounts(db)).some(hasSecret)) found.push('account');
  if (await db.selectFrom('exchange_key').select('id').executeTakeFirst()) found.push('exchange_key');
  const token = await db
    .selectFrom('exchange_package')
    .select('id')
    .where('token', '<>', '')
    .executeTakeFirst();
  if (token) found.push('exchange_package');
  return found;
}

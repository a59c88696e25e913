import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Actor, Role } from '@shared/domain/role';
import { seatPackageWrong } from '@shared/errors/seats';
import type { Seat } from '@shared/exchange/packageKind';
import type { PackageRow } from '@shared/exchange/packageData';
import { findAccount, listStoredAccounts } from '../../../database/accountRepository';
import { insertPeerKey } from '../../../database/exchangeRepository';
import { FORMAT_VERSION, migrateToLatest } from '../../../database/migrate';
import { insertCycle } from '../../../database/nextCycleRepository';
import { openWriter } from '../../../database/openDatabase';
import { keepRowJournal } from '../../../database/rowJournal';
import { systemRows } from '../../../database/rowPins';
import type { Schema } from '../../../database/schema';
import { makeSeatAccount } from '../../../database/seatRepository';
import { insertSystem } from '../../../database/systemRepository';
import { auditedAccount } from '../../account/auditedAccount';
import { appendAudit } from '../../audit/appendAudit';
import { writeManifest } from '../../workspace/manifest';
import { writeMeta } from '../../workspace/meta';
import type { WorkspacePaths } from '../../workspace/workspacePaths';
import { fingerprint } from '../container/packageKeys';
import type { PackageContents } from '../kinds/packageHandler';
import { systemDigest, unpackedSystem } from '../packedSystem';

/** Whom a seat is made for. */
interface Sitter {
  readonly uid: string;
  readonly name: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
}

/**
 * Makes the bare workspace of a unit's or an assessor's seat: the year and its table with the office's uids, one account
 * without a password, and the office's key. Units and everything else come by merging the package, as with any later one.
 *
 * @param paths  of an empty folder. @returns the name of the workspace.
 * @throws {AppError} SEAT_PACKAGE_WRONG
 */
export async function buildSeat(
  paths: WorkspacePaths,
  contents: PackageContents,
  fileName: string,
  now: string,
): Promise<string> {
  const wrong = (detail: string): Error => seatPackageWrong({ name: fileName, detail });
  const { manifest, data } = contents;
  const [system] = data.system ?? [];
  if (!system || systemDigest(system) !== manifest.system.digest) throw wrong('里面的指标体系和清单不符');
  if (manifest.officeKey === '' || manifest.officeKey !== manifest.key) throw wrong('里面没有考评办的密钥');
  const sitter = sitterOf(contents);
  if (!sitter) throw wrong('里面没有说明是发给谁的');
  const seat = manifest.to?.seat ?? 'unit';
  const id = randomUUID();
  const whose = seat === 'unit' ? (manifest.to?.unitName ?? '') : `评分员 ${sitter.name}`;
  // Of no year: later ones go on in it.
  const name = `法治政府建设考评库（${whose}）`;
  await mkdir(paths.evidenceTemporary, { recursive: true });
  await mkdir(paths.backups, { recursive: true });
  const db = await openWriter(paths.database);
  try {
    await migrateToLatest(db);
    await keepRowJournal(db);
    await db.transaction().execute(async (trx) => {
      await writeYear(trx, contents, system, now);
      await writeSelf(trx, { id, name, seat, now });
      const { before, after } = await seatSitter(trx, sitter);
      await trustOffice(trx, contents, after.actor, now);
      const facts = { year: manifest.cycle.year, system: `${system.title} ${system.version}`, seat };
      await appendAudit(
        trx,
        after.actor,
        [
          {
            action: 'account.first',
            subject: sitter.name,
            before: auditedAccount(before),
            after: auditedAccount(after),
          },
          {
            action: 'workspace.create',
            subject: name,
            after: { ...facts, office: fingerprint(manifest.key), package: manifest.id },
            pins: await systemRows(trx, await systemId(trx)),
          },
        ],
        now,
      );
    });
  } finally {
    await db.destroy();
  }
  await writeManifest(paths, {
    ...{ format: 'faheng-workspace', formatVersion: FORMAT_VERSION },
    ...{ id, name, created: now },
  });
  return name;
}

/** A unit fills in and hands in; an assessor scores what is assigned. */
function sitterOf({ manifest, data }: PackageContents): Sitter | undefined {
  if (manifest.to?.seat === 'unit') {
    const [contact] = data.contacts ?? [];
    if (!contact || contact.unit !== manifest.to.unitCode) return undefined;
    const { uid, name, unit } = contact;
    return { uid, name, unitCode: unit, roles: ['unitFiller', 'unitLeader'] };
  }
  const [scorer] = data.scorers ?? [];
  if (!scorer || scorer.name !== manifest.to?.scorer) return undefined;
  const { uid, name, unitCode } = scorer;
  return { uid, name, unitCode, roles: ['leadScorer'] };
}

async function writeYear(
  trx: Kysely<Schema>,
  { manifest }: PackageContents,
  system: PackageRow<'system'>,
  now: string,
): Promise<void> {
  const uids = { system: system.uid, items: system.items.map(({ uid }) => uid) };
  const systemId = await insertSystem(trx, unpackedSystem(system), 'published', now, null, uids);
  const { uid, year, name, state } = manifest.cycle;
  await insertCycle(trx, { uid, year, name, state, systemId, now });
}

async function systemId(trx: Kysely<Schema>): Promise<number> {
  return (await trx.selectFrom('indicator_system').select('id').executeTakeFirstOrThrow()).id;
}

async function writeSelf(
  trx: Kysely<Schema>,
  {
    id,
    name,
    seat,
    now,
  }: { readonly id: string; readonly name: string; readonly seat: Seat; readonly now: string },
): Promise<void> {
  for (const [key, value] of Object.entries({ id, name, seat, created: now, session: '' })) {
    await writeMeta(trx, key as 'id', value);
  }
}

/** The account every workspace begins with becomes the one the seat is made for. */
async function seatSitter(trx: Kysely<Schema>, sitter: Sitter) {
  const [before] = await listStoredAccounts(trx);
  if (!before) throw new Error('a new workspace has no account');
  await makeSeatAccount(trx, before.actor.accountId, sitter);
  const after = await findAccount(trx, before.actor.accountId);
  if (!after) throw new Error('the account of the seat is gone');
  return { before, after };
}

/** Whose hand the package came from is whom this seat answers. */
async function trustOffice(
  trx: Kysely<Schema>,
  { manifest }: PackageContents,
  { name: person }: Actor,
  now: string,
): Promise<void> {
  await insertPeerKey(trx, {
    public_key: manifest.key,
    workspace_uid: manifest.workspace.id,
    seat: 'office',
    unit_code: '',
    name: manifest.workspace.name,
    how: 'origin',
    ...{ person, at: now },
  });
}

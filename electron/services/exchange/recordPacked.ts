import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { PackageSide } from '@shared/exchange/packageManifest';
import { headsOf, type Version } from '@shared/exchange/versions';
import type { PackDone } from '@shared/ipc/practice/exchange';
import { writeLedger, type PackageToStore } from '../../database/exchangeRepository';
import type { Schema } from '../../database/schema';
import { insertVersions, listHeads, listVersions, replaceHeads } from '../../database/versionRepository';
import { syncFolder } from '../../disk/durableFile';
import { toWriteError } from '../../workbook/writeAside';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { fingerprint } from './container/packageKeys';
import { formerVolumes } from './container/volumes';
import { readLines } from './jsonLines';
import { manifestDigest } from './manifestDigest';
import { assertMayExchange } from './mayExchange';
import { forgetOutgoing, noteOutgoing, outgoingOf, recordLost } from './outgoing';
import type { Packed } from './packed';
import { OFFICE_SIDE, sideName } from './seatSide';
import { FRESH_VERSIONS } from './writePacked';
import type { Transaction } from 'kysely';

/** Versions kept at a time. */
const AT_A_TIME = 10_000;

/**
 * Puts a written package on the ledger, keeps the versions it told for the first time, and gives it its name: all of it, or
 * nothing.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, EXPORT_TARGET_OPEN …; there is no package then.
 */
export async function recordPacked(workspace: Workspace, packed: Packed): Promise<PackDone> {
  assertMayExchange(workspace);
  const { manifest, summary, files, target, bytes } = packed;
  const named: string[] = [];
  let note = '';
  try {
    const { cycle } = await loadAssessment(workspace);
    const to = manifest.to ?? { ...OFFICE_SIDE, scorer: '' };
    const subject = `${PACKAGE_KIND_NAMES[manifest.kind]}（${manifest.to ? sideName(to) : '留存'}）`;
    const lost = await recordLostPackages(workspace);
    const fresh = join(packed.scratch, FRESH_VERSIONS);
    const row = ledgerRow(workspace, packed, to, cycle.id);
    note = await noteOutgoing(workspace.folder, outgoingOf(packed, subject, row), fresh);
    const packageId = await inTransaction(workspace, async (trx, now, audit) => {
      await keepVersions(trx, fresh);
      const id = await writeLedger(trx, { ...row, at: now });
      await audit({
        action: 'package.write',
        subject,
        after: {
          id: manifest.id,
          file: basename(target),
          ...{ bytes, volumes: files.length, summary: summary.words, absent: manifest.absent.length },
        },
      });
      // Last: what the disk refuses undoes all the rest. Of volumes the first last: who sees it sees them all.
      for (const { from, to: name } of files.toReversed()) {
        await rename(from, name);
        named.unshift(name);
      }
      await syncFolder(dirname(target));
      return id;
    });
    for (const path of await formerVolumes(target, named)) await rm(path, { force: true });
    return {
      ...{ packageId, uid: manifest.id, files: named, bytes, summary: summary.words },
      ...{ absent: manifest.absent.length, fingerprint: fingerprint(manifest.key) },
      hints: [...lost, ...(summary.hints ?? [])],
    };
  } catch (cause) {
    for (const name of named) await rm(name, { force: true }).catch(() => undefined);
    throw toWriteError(cause, target);
  } finally {
    await discardPacked(packed);
    if (note !== '') await forgetOutgoing(note);
  }
}

/**
 * Puts packages on the ledger that got their name when the program was killed before it could say so there; before the
 * next one leaves or comes, so that what answers them is known.
 *
 * @returns whole sentences for whoever works on.
 */
export async function recordLostPackages(workspace: Workspace): Promise<readonly string[]> {
  return recordLost(workspace, async (trx, now, audit, { row, subject }, versions) => {
    await keepVersions(trx, versions);
    await writeLedger(trx, { ...row, at: now });
    const after = { id: row.uid, file: row.file_name, bytes: row.bytes };
    await audit({ action: 'package.write', subject, after, reason: '程序中断后补登记' });
  });
}

/** A written package as the ledger has it. */
export function ledgerRow(
  { person }: Pick<Workspace, 'person'>,
  { manifest, summary, target, token, bytes }: Packed,
  to: PackageSide,
  cycleId: number,
): Omit<PackageToStore, 'at'> {
  return {
    ...{ uid: manifest.id, direction: 'out', kind: manifest.kind, state: 'written' },
    ...{ cycle_id: cycleId, workspace_uid: manifest.workspace.id, author: manifest.author },
    ...{ seat: to.seat, unit_code: to.unitCode, scorer: to.scorer, sequence: manifest.sequence },
    ...{ answers: manifest.answers, token, file_name: basename(target), bytes },
    ...{ sha256: manifestDigest(manifest), summary: JSON.stringify(summary), reason: '' },
    ...{ created_at: manifest.createdAt, person },
  };
}

/** Takes away what was written of a package that is not to be. */
export async function discardPacked({ files, scratch }: Packed): Promise<void> {
  for (const { from } of files) await rm(from, { force: true }).catch(() => undefined);
  await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
}

async function keepVersions(trx: Transaction<Schema>, path: string): Promise<void> {
  let waiting: Version[] = [];
  for await (const { text } of readLines(path, Infinity)) {
    waiting.push(JSON.parse(text) as Version);
    if (waiting.length < AT_A_TIME) continue;
    await keep(trx, waiting);
    waiting = [];
  }
  await keep(trx, waiting);
}

/** Something may have been merged since the package was gathered: heads are whatever nobody has written upon. */
async function keep(trx: Transaction<Schema>, fresh: readonly Version[]): Promise<void> {
  if (fresh.length === 0) return;
  await insertVersions(trx, fresh);
  const cells = fresh.map(({ cell }) => cell);
  const versions = new Map((await listVersions(trx, cells)).map((version) => [version.id, version]));
  const before = await listHeads(trx, cells);
  await replaceHeads(
    trx,
    new Map(
      fresh.map(({ cell, id }) => [
        cell,
        headsOf([...(before.get(cell) ?? []), id], (each) => versions.get(each)),
      ]),
    ),
  );
}

import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@shared/errors/appError';
import { findPackage, type PackageToStore } from '../../database/exchangeRepository';
import { syncFile, writeDurably } from '../../disk/durableFile';
import { inTransaction } from '../assessment/inTransaction';
import { workspacePaths } from '../workspace/workspacePaths';
import type { Workspace } from '../workspace/workspace';
import { openPackage } from './container/openPackage';
import type { Packed } from './packed';
import { scratchFolder } from './scratchFolder';

/**
 * A package gets its name on the stick and its row in the ledger one after the other; who is killed between has given out
 * what the ledger does not know. So its row waits here before, and goes once it is written.
 */
interface Outgoing {
  readonly row: Omit<PackageToStore, 'at'>;
  readonly subject: string;
  readonly target: string;
  readonly files: readonly { readonly from: string; readonly to: string }[];
}

const NOTE = /^[0-9a-f-]{36}\.json$/;

/** Notes of what this process is just naming. */
const underWay = new Set<string>();

const placeOf = (folder: string): string => join(dirname(workspacePaths(folder).inbox), 'outgoing');

const versionsOf = (note: string): string => note.replace(/json$/, 'versions');

/** Notes what is about to be named. @param versions  file of those it tells for the first time. @returns the note's path. */
export async function noteOutgoing(folder: string, outgoing: Outgoing, versions: string): Promise<string> {
  const place = placeOf(folder);
  await mkdir(place, { recursive: true });
  const note = join(place, `${outgoing.row.uid}.json`);
  underWay.add(note);
  await copyFile(versions, versionsOf(note));
  await syncFile(versionsOf(note));
  await writeDurably(note, JSON.stringify(outgoing));
  return note;
}

export async function forgetOutgoing(note: string): Promise<void> {
  underWay.delete(note);
  await rm(note, { force: true }).catch(() => undefined);
  await rm(versionsOf(note), { force: true }).catch(() => undefined);
}

/**
 * Puts on the ledger what has its name and never came there. One that lies on a stick that is not in waits on.
 *
 * @param write  writes row and versions, in a transaction.
 * @returns whole sentences for whoever packs next.
 */
export async function recordLost(
  workspace: Workspace,
  write: (
    ...args: [...Parameters<Parameters<typeof inTransaction>[1]>, Outgoing, string]
  ) => Promise<unknown>,
): Promise<readonly string[]> {
  const place = placeOf(workspace.folder);
  const said: string[] = [];
  for (const name of await readdir(place).catch(() => [])) {
    const note = join(place, name);
    if (!NOTE.test(name) || underWay.has(note)) continue;
    const outgoing = await readNote(note);
    const known = outgoing && (await findPackage(workspace.db, outgoing.row.uid, 'out'));
    if (outgoing && !known) {
      const named = await isNamed(workspace.folder, outgoing);
      if (named === 'unknown') continue;
      if (named) {
        await inTransaction(workspace, async (trx, now, audit) =>
          write(trx, now, audit, outgoing, versionsOf(note)),
        );
        said.push(
          `上次制作“${outgoing.row.file_name}”时程序中断，数据包已写好但没有登记；现已补登记，可以照常使用。`,
        );
      }
    }
    await forgetOutgoing(note);
  }
  return said;
}

/** undefined for a note nobody finished. */
async function readNote(note: string): Promise<Outgoing | undefined> {
  try {
    // Written by `noteOutgoing`.
    return JSON.parse(await readFile(note, 'utf8')) as Outgoing;
  } catch {
    return undefined;
  }
}

/** Whether all files got their names and are that package still. */
async function isNamed(folder: string, { row, files, target }: Outgoing): Promise<boolean | 'unknown'> {
  if (!(await stat(dirname(target)).catch(() => null))) return 'unknown';
  for (const { from, to } of files) {
    if (await stat(from).catch(() => null)) return false;
    if (!(await stat(to).catch(() => null))?.isFile()) return false;
  }
  const [first] = files;
  if (!first || !/\.fhpkg(\.\d{3})?$/.test(basename(first.to))) return true;
  return isThat(folder, first.to, row.uid);
}

async function isThat(folder: string, path: string, uid: string): Promise<boolean> {
  const scratch = await scratchFolder(folder);
  try {
    const opened = await openPackage(path, { scratch });
    await opened.close();
    return opened.manifest.id === uid;
  } catch (cause) {
    // Nobody can look under a passphrase: it has the name and nothing of it lies aside any more.
    return cause instanceof AppError && cause.report.code === 'PACKAGE_PASSPHRASE_NEEDED';
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A package about to be named, as it is noted. */
export function outgoingOf(
  { files, target }: Pick<Packed, 'files' | 'target'>,
  subject: string,
  row: Outgoing['row'],
): Outgoing {
  return { row, subject, target, files };
}

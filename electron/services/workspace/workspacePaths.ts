import { basename, dirname, join, resolve } from 'node:path';

export const MANIFEST_NAME = '考评库.faheng';
export const DATABASE_NAME = 'faheng.db';

/** Where everything of a workspace lies; absolute paths. */
export interface WorkspacePaths {
  readonly folder: string;
  readonly manifest: string;
  readonly database: string;
  readonly lock: string;
  readonly evidence: string;
  /** Files being written; nothing in it is ever needed after a crash. */
  readonly evidenceTemporary: string;
  readonly backups: string;
  /** Packages as they came, by their ids; read-only. */
  readonly inbox: string;
}

/** @param chosen the folder, or the manifest file in it (a double click hands over the file). */
export function workspacePaths(chosen: string): WorkspacePaths {
  const absolute = resolve(chosen);
  const folder = basename(absolute) === MANIFEST_NAME ? dirname(absolute) : absolute;
  const evidence = join(folder, 'evidence');
  return {
    folder,
    manifest: join(folder, MANIFEST_NAME),
    database: join(folder, DATABASE_NAME),
    lock: join(folder, 'lock.db'),
    evidence,
    evidenceTemporary: join(evidence, 'tmp'),
    backups: join(folder, 'backups'),
    inbox: join(folder, 'exchange', 'inbox'),
  };
}

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import type { KeyPair } from '@electron/services/exchange/container/packageKeys';
import { writePackage, type PackageSource } from '@electron/services/exchange/container/writePackage';
import { tempFolder } from '../tempFolder';

/** Runs statements on a database file as a stranger would, with another program. */
export function inDatabase(file: string, statements: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const db = new sqlite3.Database(file, (opening) => {
      if (opening) return reject(opening);
      db.exec(statements, (error) => db.close(() => (error ? reject(error) : resolve())));
    });
  });
}

/** An archive whose database somebody has been at, signed as it should be. @returns where it lies, alone. */
export async function forgedArchive(
  archive: string,
  keys: KeyPair,
  change: (database: string) => Promise<void>,
): Promise<string> {
  const scratch = await tempFolder();
  const opened = await openPackage(archive, { scratch });
  const sources: PackageSource[] = [];
  await opened.read({
    write: async ({ path }, chunks) => {
      const from = join(scratch, createHash('sha256').update(path).digest('hex'));
      const bytes: Uint8Array[] = [];
      for await (const chunk of chunks) bytes.push(chunk);
      await writeFile(from, Buffer.concat(bytes));
      if (path.startsWith('database/')) await change(from);
      const now = await readFile(from);
      const sha256 = createHash('sha256').update(now).digest('hex');
      sources.push({ path, from, size: now.length, sha256 });
    },
  });
  await opened.close();
  const { format: _format, version: _version, files: _files, ...manifest } = opened.manifest;
  const target = join(await tempFolder(), '归档包.fhpkg');
  await writePackage(target, manifest, sources, { privateKey: keys.privateKey });
  return target;
}

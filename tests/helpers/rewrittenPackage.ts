import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import { findOwnKeys } from '@electron/database/exchangeRepository';
import type { KeyPair } from '@electron/services/exchange/container/packageKeys';
import { writePackage, type PackageSource } from '@electron/services/exchange/container/writePackage';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import { tempFolder } from './tempFolder';

/** Rows of the files under `data/`, by their names. */
export type Rows = Record<string, Record<string, unknown>[]>;

/** What is changed of a package before it is signed anew. */
export interface Rewriting {
  readonly manifest?: (manifest: PackageManifest) => Partial<PackageManifest>;
  readonly rows?: (rows: Rows) => void;
  /** Evidence left out, although the rows speak of it. */
  readonly withoutEvidence?: boolean;
}

/** A package with something changed, signed by whoever has these keys: somebody who has the program and wants to cheat. */
export async function rewrittenPackage(
  path: string,
  keys: KeyPair,
  { manifest: change, rows: changeRows, withoutEvidence = false }: Rewriting,
): Promise<string> {
  const folder = await tempFolder();
  const opened = await openPackage(path, { scratch: folder });
  const rows: Rows = {};
  const sources: PackageSource[] = [];
  await opened.read({
    write: async ({ path: inside, size, sha256 }, chunks) => {
      const bytes: Uint8Array[] = [];
      for await (const chunk of chunks) bytes.push(chunk);
      const content = Buffer.concat(bytes);
      const name = /^data\/(.+)\.jsonl$/.exec(inside)?.[1];
      if (name) rows[name] = linesOf(content.toString('utf8'));
      else if (!withoutEvidence) {
        const from = join(folder, randomUUID());
        await writeFile(from, content);
        sources.push({ path: inside, from, size, sha256 });
      }
    },
  });
  await opened.close();
  changeRows?.(rows);
  for (const [name, lines] of Object.entries(rows)) {
    const content = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const from = join(folder, randomUUID());
    await writeFile(from, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    sources.push({ path: `data/${name}.jsonl`, from, size: content.length, sha256 });
  }
  const { format: _format, version: _version, files: _files, ...rest } = opened.manifest;
  const target = join(folder, 'rewritten.fhpkg');
  const whole = { ...rest, key: keys.publicKey, ...change?.(opened.manifest) };
  await writePackage(target, whole, sources, { privateKey: keys.privateKey });
  return target;
}

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The keys of a workspace that has packed before. */
export async function keysOf({ db }: Workspace): Promise<KeyPair> {
  const keys = await findOwnKeys(db);
  if (!keys) throw new Error('no keys yet');
  return keys;
}

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeChunks } from '../../electron/disk/durableFile';
import { SyncQueue } from '../../electron/disk/syncQueue';
import { openPackage } from '../../electron/services/exchange/container/openPackage';
import { makeKeyPair } from '../../electron/services/exchange/container/packageKeys';
import { writePackage, type PackageSource } from '../../electron/services/exchange/container/writePackage';

/** A megabyte takes the floor longer. */
const PIECE = 256 * 1024;

interface Evidence {
  /** Holds the files, each under its SHA-256, and `list.json`. */
  readonly folder: string;
}

/** Makes files of random bytes, as many and as large as asked for. @returns the bytes. */
export async function makeFiles({
  folder,
  files,
  bytes,
}: Evidence & { files: number; bytes: number }): Promise<number> {
  await mkdir(folder, { recursive: true });
  const sources: PackageSource[] = [];
  for (let index = 0; index < files; index += 1) {
    const content = randomBytes(bytes);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const from = join(folder, sha256);
    await writeFile(from, content);
    sources.push({ path: `evidence/${sha256.slice(0, 2)}/${sha256}`, size: bytes, sha256, from });
  }
  await writeFile(join(folder, 'list.json'), JSON.stringify(sources));
  return files * bytes;
}

async function sourcesIn(folder: string): Promise<readonly PackageSource[]> {
  return JSON.parse(await readFile(join(folder, 'list.json'), 'utf8')) as PackageSource[];
}

/** Ours: the package of these files, as the app writes it, on the disk under its name. */
export async function writeOnePackage({
  folder,
  target,
  passphrase = '',
  volumeBytes,
}: Evidence & { target: string; passphrase?: string; volumeBytes?: number }): Promise<number> {
  const sources = await sourcesIn(folder);
  const { publicKey, privateKey } = makeKeyPair();
  const start = performance.now();
  await writePackage(target, manifestOf(publicKey), sources, {
    privateKey,
    passphrase,
    ...(volumeBytes !== undefined && { volumeBytes }),
  });
  return performance.now() - start;
}

/** Ours: a package opened, checked, and every file of it laid down in a folder, on the disk. */
export async function readOnePackage({
  target,
  into,
  passphrase = '',
}: {
  target: string;
  into: string;
  passphrase?: string;
}): Promise<number> {
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  const start = performance.now();
  const opened = await openPackage(target, { passphrase, scratch: into });
  // As preparePackage does.
  const syncs = new SyncQueue();
  await opened.read({
    write: async (file, chunks) => syncs.add(await writeChunks(join(into, file.sha256), chunks)),
  });
  await syncs.finish();
  await opened.close();
  return performance.now() - start;
}

/** The floor: the same bytes read, hashed and copied once, into one file that is then on the disk. */
export async function copyHashed({ folder, target }: Evidence & { target: string }): Promise<number> {
  const sources = await sourcesIn(folder);
  await rm(target, { force: true });
  const start = performance.now();
  const out = await open(target, 'w');
  for (const { from, sha256 } of sources) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(from, { highWaterMark: PIECE })) {
      hash.update(chunk as Buffer);
      await out.write(chunk as Buffer);
    }
    if (hash.digest('hex') !== sha256) throw new Error(`${from} was altered`);
  }
  await out.sync();
  await out.close();
  return performance.now() - start;
}

function manifestOf(key: string): Parameters<typeof writePackage>[1] {
  return {
    id: randomUUID(),
    kind: 'self',
    createdAt: '2021-01-15T01:30:00.000Z',
    author: '周敏',
    appVersion: '0.1.0',
    workspace: { id: 'w1', name: '区水利局', formatVersion: 30 },
    from: { seat: 'unit', unitCode: 'A05', unitName: '区水利局', scorer: '' },
    to: { seat: 'office', unitCode: '', unitName: '', scorer: '' },
    cycle: { uid: 'c1', year: 2020, name: '2020年度', state: 'selfEvaluating' },
    system: { uid: 's1', title: '江苏', version: '1', digest: '0'.repeat(64) },
    sequence: 1,
    answers: '',
    absent: [],
    key,
    officeKey: '',
    proof: '',
    note: '',
  };
}

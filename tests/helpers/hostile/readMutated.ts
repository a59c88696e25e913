import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@shared/errors/appError';
import { PACKAGE_NAME } from '@shared/exchange/packageManifest';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import { prepareIn } from '@electron/services/exchange/preparePackage';
import { PASSPHRASE, type BasePackages } from './basePackages';
import type { MutatedPackage } from '../mutatedPackages';

/** What came of reading one. */
export interface Outcome {
  /** Of the refusal; `accepted` where everything was handed on. */
  readonly code: string;
  /** Of computing, which a loaded machine does not lengthen; what waits for ever runs into the test's own limit. */
  readonly milliseconds: number;
  /** What should never be; '' for nothing. */
  readonly fault: string;
}

/** What a sound package says and holds, in one digest. */
type Digests = ReadonlySet<string>;

const LONGEST = 5_000;

/** Digests of the base packages: what a changed one may still be read as, where the change says nothing. */
export async function digestsOf(base: BasePackages, folder: string): Promise<Digests> {
  const digests = new Set<string>();
  for (const { files } of [...base.plain, ...base.sealed, ...base.volumes]) {
    const place = join(folder, `sound-${digests.size}`);
    await layOut(place, files);
    digests.add((await readWhole(place, [...files.keys()][0] ?? '')).digest);
  }
  return digests;
}

/** Lays a changed package into an empty folder and reads all of it. */
export async function readMutated(
  { files, isForged }: MutatedPackage,
  folder: string,
  sound: Digests,
): Promise<Outcome> {
  await rm(folder, { recursive: true, force: true });
  const place = join(folder, 'stick');
  await layOut(place, files);
  const start = process.cpuUsage();
  let [code, fault] = ['accepted', ''];
  try {
    const read = await readWhole(place, [...files.keys()][0] ?? '');
    if (read.fault) fault = read.fault;
    else if (isForged) code = await prepared(folder, join(place, [...files.keys()][0] ?? ''));
    else if (!sound.has(read.digest)) fault = 'accepted, and not what was written';
  } catch (cause) {
    code = cause instanceof AppError ? cause.report.code : `${(cause as Error).name}`;
    if (!/^(PACKAGE_|NOT_A_PACKAGE)/.test(code)) fault = String((cause as Error).stack ?? cause);
  }
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > LONGEST) fault ||= `computed ${Math.round(milliseconds)} ms`;
  const [left, beside, outside] = [
    await readdir(join(place, 'scratch')).catch(() => []),
    (await readdir(place)).filter((name) => name !== 'scratch' && !files.has(name)),
    (await readdir(folder)).filter((name) => name !== 'stick'),
  ];
  const strays = [...left, ...beside, ...outside];
  if (strays.length > 0) fault ||= `left behind: ${strays.join(', ')}`;
  return { code, milliseconds, fault };
}

/** Rows and all, as it is made ready for a merge. @returns `accepted`, or throws what refuses it. */
async function prepared(folder: string, path: string): Promise<string> {
  const scratch = join(folder, 'prepared');
  await mkdir(scratch);
  try {
    await prepareIn(scratch, path, { passphrase: PASSPHRASE });
    return 'accepted';
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function layOut(place: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  await mkdir(place, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(place, name), bytes);
}

async function readWhole(place: string, name: string): Promise<{ digest: string; fault: string }> {
  const scratch = join(place, 'scratch');
  const opened = await openPackage(join(place, name), { passphrase: PASSPHRASE, scratch });
  const digest = createHash('sha256').update(JSON.stringify(opened.manifest));
  let fault = '';
  const handed = new Set<string>();
  try {
    await opened.read({
      write: async (file, chunks) => {
        if (!PACKAGE_NAME.test(file.path) || handed.has(file.path)) fault = `handed on: ${file.path}`;
        handed.add(file.path);
        const own = createHash('sha256');
        let size = 0;
        for await (const chunk of chunks) {
          own.update(chunk);
          size += chunk.byteLength;
          // More than was signed for must never come out, whatever is found at the end.
          if (size > file.size) fault = `${file.path} grew beyond its size`;
        }
        digest.update(file.path).update(own.digest());
      },
    });
  } finally {
    await opened.close();
  }
  if (handed.size !== opened.manifest.files.length) fault = 'not everything was handed on';
  return { digest: digest.digest('hex'), fault };
}

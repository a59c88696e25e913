import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/appError';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import {
  fingerprint,
  isProof,
  makeKeyPair,
  proofOf,
} from '@electron/services/exchange/container/packageKeys';
import {
  writePackage,
  type PackageSource,
  type WritePackageOptions,
} from '@electron/services/exchange/container/writePackage';
import { aManifest } from '../../helpers/hostile/basePackages';
import { tempFolder } from '../../helpers/tempFolder';

const keys = makeKeyPair();
let folder: string;
let scratch: string;
let sources: PackageSource[];

const MANIFEST = { ...aManifest(randomUUID()), key: keys.publicKey };

beforeEach(async () => {
  folder = await tempFolder();
  scratch = join(folder, 'scratch');
  const contents: [string, Buffer][] = [
    ['data/selfEvaluations.jsonl', Buffer.from('{"unit":"u1","points":"2.00"}\n')],
    ['evidence', Buffer.alloc(300_000, 'scan')],
  ];
  sources = [];
  for (const [name, bytes] of contents) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const from = join(folder, `source-${sources.length}`);
    await writeFile(from, bytes);
    const path = name === 'evidence' ? `evidence/${sha256.slice(0, 2)}/${sha256}` : name;
    sources.push({ path, from, sha256, size: bytes.length });
  }
});

const write = (options: Partial<WritePackageOptions> = {}, manifest = MANIFEST) =>
  writePackage(join(folder, '自评包.fhpkg'), manifest, sources, {
    privateKey: keys.privateKey,
    sealCost: 14,
    ...options,
  });

async function readAll(path: string, passphrase = ''): Promise<Map<string, string>> {
  const opened = await openPackage(path, { passphrase, scratch });
  const found = new Map<string, string>();
  try {
    await opened.read({
      write: async (file, chunks) => {
        const pieces: Uint8Array[] = [];
        for await (const chunk of chunks) pieces.push(chunk);
        found.set(file.path, Buffer.concat(pieces).toString());
      },
    });
  } finally {
    await opened.close();
  }
  return found;
}

const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step);

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (cause: unknown) => (cause instanceof AppError ? cause.report.code : String(cause)),
  );

describe('a package', () => {
  it.each<[string, Partial<WritePackageOptions>, string]>([
    ['plain', {}, ''],
    ['under a passphrase', { passphrase: '水利局自评 2020' }, '水利局自评 2020'],
    ['in volumes', { volumeBytes: 65_536 }, ''],
    ['in volumes under a passphrase', { volumeBytes: 65_536, passphrase: 'abcdefgh' }, 'abcdefgh'],
  ])('%s, holds what was put in', async (_name, options, passphrase) => {
    const written = await write(options);
    expect(written.length > 1).toBe(options.volumeBytes !== undefined);
    const found = await readAll(written.at(-1) ?? '', passphrase);
    const expected = await Promise.all(
      sources.map(async ({ path, from }) => [path, (await readFile(from)).toString()] as const),
    );
    expect([...found]).toEqual(expected);
    expect(await readdir(scratch).catch(() => [])).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('under a passphrase tells nothing of what is in it', async () => {
    const [path = ''] = await write({ passphrase: 'abcdefgh' });
    const bytes = (await readFile(path)).toString('latin1');
    for (const secret of ['A05', Buffer.from('区水利局').toString('latin1'), 'selfEvaluations', 'scanscan']) {
      expect(bytes).not.toContain(secret);
    }
  });

  it('is opened by its passphrase only, however it was typed', async () => {
    const [path = ''] = await write({ passphrase: 'Caf\u00e9 2020' });
    expect(await codeOf(readAll(path))).toBe('PACKAGE_PASSPHRASE_NEEDED');
    expect(await codeOf(readAll(path, 'cafe 2020'))).toBe('PACKAGE_PASSPHRASE_WRONG');
    expect((await readAll(path, 'Cafe\u0301 2020')).size).toBe(2);
    expect(await codeOf(write({ passphrase: 'short' }))).toBe('PACKAGE_PASSPHRASE_WEAK');
  });

  it.each<[string, Partial<WritePackageOptions>, string]>([
    ['plain', {}, ''],
    ['under a passphrase', { passphrase: 'abcdefgh' }, 'abcdefgh'],
    ['in volumes', { volumeBytes: 65_536 }, ''],
  ])('%s, with one byte changed anywhere is refused in words', async (_name, options, passphrase) => {
    const written = await write(options);
    const unseen: string[] = [];
    for (const path of [written[0], written.at(-1)] as string[]) {
      const bytes = await readFile(path);
      // Every byte of the beginning and of the end, where a zip says what it is, and some between.
      const places =
        bytes.length > 2_000 ? [...range(0, 400, 3), ...range(400, bytes.length - 900, 4_999)] : [];
      for (const at of [...places, ...range(Math.max(0, bytes.length - 900), bytes.length, 3)]) {
        // A derived key each time: fewer of them.
        if (passphrase !== '' && at % 37 !== 0) continue;
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        await writeFile(path, changed);
        const code = await codeOf(readAll(path, passphrase));
        if (!/^(PACKAGE_|NOT_A_PACKAGE)/.test(code)) unseen.push(`${path.slice(-10)} ${at}: ${code}`);
      }
      await writeFile(path, bytes);
    }
    expect(unseen).toEqual([]);
  });

  it('cut short, without a volume, of another kind of file, signed by another: each in its own words', async () => {
    const [path = ''] = await write();
    const bytes = await readFile(path);
    await truncate(path, bytes.length - 30);
    expect(await codeOf(readAll(path))).toBe('NOT_A_PACKAGE');
    await writeFile(path, 'not a zip at all');
    expect(await codeOf(readAll(path))).toBe('NOT_A_PACKAGE');
    expect(await codeOf(readAll(join(folder, 'none.fhpkg')))).toBe('PACKAGE_NOT_FOUND');

    const [forged = ''] = await write({ privateKey: makeKeyPair().privateKey });
    expect(await codeOf(readAll(forged))).toBe('PACKAGE_SIGNATURE_WRONG');

    const volumes = await write({ volumeBytes: 65_536 }, { ...MANIFEST, id: randomUUID() });
    const lost = volumes[1] ?? '';
    await writeFile(lost, 'gone');
    expect(await codeOf(readAll(volumes[0] ?? ''))).toBe('PACKAGE_VOLUME_MISSING');
  });

  it('is not written over evidence that is not what was registered, and leaves nothing', async () => {
    await writeFile(sources[1]?.from ?? '', Buffer.alloc(300_000, 'scam'));
    expect(await codeOf(write())).toBe('PACKAGE_SOURCE_CHANGED');
    expect(await codeOf(write({ passphrase: 'abcdefgh' }))).toBe('PACKAGE_SOURCE_CHANGED');
    expect((await readdir(folder)).filter((name) => /fhpkg|tmp/.test(name))).toEqual([]);
  });
});

describe('keys', () => {
  it('have a short name to be read aloud, and prove whom a task was handed to', () => {
    expect(fingerprint(keys.publicKey)).toMatch(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/);
    expect(isProof(proofOf('token', keys.publicKey), 'token', keys.publicKey)).toBe(true);
    expect(isProof(proofOf('other', keys.publicKey), 'token', keys.publicKey)).toBe(false);
    expect(isProof('', 'token', keys.publicKey)).toBe(false);
  });
});

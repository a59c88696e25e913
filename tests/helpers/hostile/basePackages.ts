import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import { makeKeyPair } from '@electron/services/exchange/container/packageKeys';
import { writePackage, type PackageSource } from '@electron/services/exchange/container/writePackage';
import { Random } from './random';

/** The passphrase of every sealed package here. */
export const PASSPHRASE = '水利局自评 2020';

/** Whoever wrote the base packages; a hostile writer has a pair of keys as well. */
export const KEYS = makeKeyPair();

/** A sound package, by the names and bytes of its files: one, or its volumes. */
export interface BasePackage {
  readonly id: string;
  readonly isSealed: boolean;
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface BasePackages {
  readonly plain: readonly BasePackage[];
  readonly sealed: readonly BasePackage[];
  readonly volumes: readonly BasePackage[];
}

type Manifest = Omit<PackageManifest, 'format' | 'version' | 'files'>;

export function aManifest(id: string): Manifest {
  return {
    id,
    kind: 'self',
    createdAt: '2020-12-01T08:00:00.000Z',
    author: '周敏',
    appVersion: '0.1.0',
    workspace: { id: 'w1', name: '区水利局', formatVersion: 30 },
    from: { seat: 'unit', unitCode: 'A05', unitName: '区水利局', scorer: '' },
    to: { seat: 'office', unitCode: '', unitName: '', scorer: '' },
    cycle: { uid: 'c1', year: 2020, name: '2020年度法治政府建设考评', state: 'selfEvaluating' },
    system: { uid: 's1', title: '江苏', version: '1', digest: '0'.repeat(64) },
    sequence: 1,
    answers: '',
    absent: [],
    key: KEYS.publicKey,
    officeKey: '',
    proof: '',
    note: '',
  };
}

/** Two packages of each sort: plain, sealed, in volumes, in volumes and sealed. */
export async function makeBasePackages(folder: string): Promise<BasePackages> {
  const random = new Random(20_201_231);
  const made: BasePackage[] = [];
  for (const [index, sort] of ['plain', 'sealed', 'volumes', 'sealed volumes'].entries()) {
    for (const copy of [0, 1]) {
      const id = `00000000-0000-4000-8000-00000000000${index * 2 + copy}`;
      const place = join(folder, `base-${index}-${copy}`);
      const isSealed = sort.includes('sealed');
      const sources = await makeSources(place, random, sort === 'plain' ? 6_000 : 120_000);
      const written = await writePackage(join(place, 'P.fhpkg'), aManifest(id), sources, {
        privateKey: KEYS.privateKey,
        sealCost: 14,
        passphrase: isSealed ? PASSPHRASE : '',
        ...(sort.includes('volumes') && { volumeBytes: 65_536 }),
      });
      const files = await Promise.all(
        written.map(async (path) => [basename(path), await readFile(path)] as const),
      );
      made.push({ id, isSealed, files: new Map(files) });
    }
  }
  return { plain: made.slice(0, 2), sealed: made.slice(2, 4), volumes: made.slice(4) };
}

async function makeSources(folder: string, random: Random, size: number): Promise<PackageSource[]> {
  await mkdir(folder, { recursive: true });
  const rows = Array.from({ length: 40 }, (_, index) =>
    JSON.stringify({
      unit: 'A05',
      item: `1.${index}`,
      points: random.below(500),
      reason: `第 ${random.below(1000)} 项已完成`,
    }),
  );
  const contents: [string, Buffer][] = [
    ['data/priorScores.jsonl', Buffer.from(`${rows.join('\n')}\n`)],
    ['data/deadlines.jsonl', Buffer.from('{"state":"selfEvaluating","dueOn":"2020-12-31"}\n')],
    ['evidence', random.bytes(size)],
    ['evidence', random.bytes(size >> 1)],
    ['evidence', random.bytes(17)],
  ];
  const sources: PackageSource[] = [];
  for (const [name, bytes] of contents) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const from = join(folder, `source-${sources.length}`);
    await writeFile(from, bytes);
    const path = name === 'evidence' ? `evidence/${sha256.slice(0, 2)}/${sha256}` : name;
    sources.push({ path, from, sha256, size: bytes.length });
  }
  return sources;
}

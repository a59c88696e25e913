import type { BasePackage, BasePackages } from './hostile/basePackages';
import { BYTE_CHANGES } from './hostile/changedBytes';
import { ENTRY_CHANGES } from './hostile/changedEntries';
import { SEAL_CHANGES } from './hostile/changedSeals';
import { VOLUME_CHANGES } from './hostile/changedVolumes';
import { FORGERIES } from './hostile/forgedPackages';
import { Random } from './hostile/random';
import { readRawZip } from './hostile/rawZip';

/** A package somebody or something has been at. */
export interface MutatedPackage {
  /** How it was made, to make it again: `entries/renamed #17`. */
  readonly name: string;
  /** By file name; the one that is opened first. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Written and signed anew by somebody hostile: whatever it says may be what he means. */
  readonly isForged: boolean;
}

type Family = 'bytes' | 'entries' | 'seals' | 'volumes' | 'forgeries';

/** How often each comes, of sixteen; a seal costs a derived key each time. */
const SHARES: readonly Family[] = [
  ...Array<Family>(5).fill('bytes'),
  ...Array<Family>(5).fill('entries'),
  ...Array<Family>(1).fill('seals'),
  ...Array<Family>(2).fill('volumes'),
  ...Array<Family>(3).fill('forgeries'),
];

/** Every kind of change, `family/name`. */
export const ALL_CHANGES: readonly string[] = [
  ...Object.keys(BYTE_CHANGES).map((name) => `bytes/${name}`),
  ...Object.keys(ENTRY_CHANGES).map((name) => `entries/${name}`),
  ...Object.keys(SEAL_CHANGES).map((name) => `seals/${name}`),
  ...Object.keys(VOLUME_CHANGES).map((name) => `volumes/${name}`),
  ...Object.keys(FORGERIES).map((name) => `forgeries/${name}`),
];

/** The package of that number: always the same change of the same places. Each kind of change comes first of all once. */
export async function mutate(base: BasePackages, number: number): Promise<MutatedPackage> {
  const random = new Random(number * 7919 + 4);
  return changedBy(base, ALL_CHANGES[number] ?? aKind(random), random, number);
}

/** The package that one kind of change makes with a seed. */
export function mutateBy(base: BasePackages, kind: string, seed: number): Promise<MutatedPackage> {
  return changedBy(base, kind, new Random(seed), seed);
}

async function changedBy(
  base: BasePackages,
  kind: string,
  random: Random,
  number: number,
): Promise<MutatedPackage> {
  const [family = '', change = ''] = kind.split('/');
  const files = await changeOf(family as Family, change, base, random);
  return { name: `${kind} #${number}`, files, isForged: family === 'forgeries' };
}

function aKind(random: Random): string {
  const family = random.pick(SHARES);
  return random.pick(ALL_CHANGES.filter((kind) => kind.startsWith(`${family}/`)));
}

async function changeOf(
  family: Family,
  change: string,
  base: BasePackages,
  random: Random,
): Promise<ReadonlyMap<string, Buffer>> {
  const single = (bytes: Buffer): ReadonlyMap<string, Buffer> => new Map([['P.fhpkg', bytes]]);
  switch (family) {
    case 'bytes': {
      const chosen = random.pick([base.plain, base.plain, base.plain, base.sealed, base.volumes]);
      const [one, other] = twoOf(chosen, random);
      const name = random.pick([...one.files.keys()]);
      const [bytes, others] = [bytesOf(one, name), bytesOf(other, name)];
      return new Map([...one.files, [name, (BYTE_CHANGES[change] as Byte)(bytes, random, others)]]);
    }
    case 'entries': {
      const [one] = twoOf(random.chance(6) ? base.sealed : base.plain, random);
      return single((ENTRY_CHANGES[change] as Entries)(readRawZip(bytesOf(one, 'P.fhpkg')), random));
    }
    case 'seals': {
      const [one, other] = twoOf(base.sealed, random);
      return single(
        await (SEAL_CHANGES[change] as Seal)(bytesOf(one, 'P.fhpkg'), random, bytesOf(other, 'P.fhpkg')),
      );
    }
    case 'volumes': {
      const [one, other] = twoOf(base.volumes, random);
      return (VOLUME_CHANGES[change] as Volumes)(one.files, random, other.files);
    }
    default:
      return single((FORGERIES[change] as Forgery)(random));
  }
}

type Byte = (typeof BYTE_CHANGES)[string];
type Entries = (typeof ENTRY_CHANGES)[string];
type Seal = (typeof SEAL_CHANGES)[string];
type Volumes = (typeof VOLUME_CHANGES)[string];
type Forgery = (typeof FORGERIES)[string];

/** Two of one sort. */
function twoOf(packages: readonly BasePackage[], random: Random): readonly [BasePackage, BasePackage] {
  const one = random.pick(packages);
  const same = packages.filter((each) => each !== one && each.isSealed === one.isSealed);
  return [one, same[0] ?? one];
}

function bytesOf({ files }: BasePackage, name: string): Buffer {
  return files.get(name) ?? [...files.values()][0] ?? Buffer.alloc(0);
}

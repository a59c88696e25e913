import type { Kysely } from 'kysely';
import {
  packageAltered,
  packageKeyChanged,
  packageKeyOfAnother,
  packageKeyUnknown,
  packageNotForYou,
  packageOtherCycle,
  packageOtherSystem,
} from '@shared/errors/exchange';
import { PACKAGE_WAY } from '@shared/exchange/packageKind';
import type { KeyStanding } from '@shared/ipc/practice/exchange';
import {
  findPackage,
  findPeerKey,
  isAnsweredByAnother,
  listKeysOfWorkspace,
  type PeerKey,
  type StoredPackage,
} from '../../database/exchangeRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { fingerprint, isProof } from './container/packageKeys';
import { handedWith, listHandouts } from './handedOut';
import { packedSystem, systemDigest } from './packedSystem';
import type { PreparedPackage } from './preparedPackage';
import { isBeginning } from './seats/nextYear';
import { isSameSide, ownSide, sideName } from './seatSide';

/** A package that is meant for this workspace, as far as it can be told. */
export interface Admitted {
  /** Its row, where it came before. */
  readonly stored: StoredPackage | undefined;
  /** It is merged and stands. */
  readonly already: boolean;
  readonly standing: KeyStanding;
  readonly fingerprint: string;
}

/**
 * Whether a package belongs here: this year, this indicator system, this receiver, its id not used for something else, and
 * whose key signed it.
 *
 * @throws {AppError} PACKAGE_ALTERED, PACKAGE_OTHER_CYCLE, PACKAGE_OTHER_SYSTEM, PACKAGE_NOT_FOR_YOU, PACKAGE_KEY_OF_ANOTHER
 */
export async function admitPackage(
  db: Kysely<Schema>,
  workspace: Pick<Workspace, 'seat'>,
  assessment: Assessment,
  prepared: PreparedPackage,
): Promise<Admitted> {
  const { manifest, name, digest } = prepared;
  const stored = await findPackage(db, manifest.id, 'in');
  if (stored && stored.sha256 !== digest) throw packageAltered({ name });
  const { cycle } = assessment;
  if (manifest.cycle.uid !== cycle.uid) {
    const [found, here] = [manifest.cycle, cycle];
    const when = found.year < here.year ? 'earlier' : found.year > here.year ? 'later' : 'other';
    throw packageOtherCycle({ name, when, found: found.name, here: here.name });
  }
  await assertForHere(db, workspace, assessment, prepared);
  // What begins a year brings its system with it (`yearOf`).
  const system = isBeginning(assessment) ? undefined : await packedSystem(db, cycle.systemId);
  if (system && manifest.system.digest !== systemDigest(system)) {
    const found = `${manifest.system.title} ${manifest.system.version}`;
    throw packageOtherSystem({ name, found, here: `${system.title} ${system.version}` });
  }
  return {
    ...{ stored, already: stored?.state === 'merged' },
    standing: await standingOf(db, assessment, prepared),
    fingerprint: prepared.source === 'form' ? '' : fingerprint(manifest.key),
  };
}

async function assertForHere(
  db: Kysely<Schema>,
  { seat }: Pick<Workspace, 'seat'>,
  assessment: Assessment,
  { manifest: { kind, from, to }, name }: PreparedPackage,
): Promise<void> {
  const here = await ownSide({ seat, db }, assessment);
  const way = PACKAGE_WAY[kind];
  if (to && isSameSide(to, here) && from.seat === way.from && to.seat === way.to) return;
  throw packageNotForYou({ name, forWhom: to ? sideName(to) : '收件人不明', here: sideName(here) });
}

async function standingOf(
  db: Kysely<Schema>,
  assessment: Assessment,
  { source, manifest, name }: PreparedPackage,
): Promise<KeyStanding> {
  if (source === 'form') return 'trusted';
  const { key, from, workspace, answers, proof } = manifest;
  const known = await findPeerKey(db, key);
  const names = await namesOf(db, assessment, manifest);
  if (known) {
    if (isOwner(known, from, names)) return 'trusted';
    const owner = known.name;
    throw packageKeyOfAnother({ name, from: sideName(from), owner, fingerprint: fingerprint(key) });
  }
  const handedOut = answers === '' ? undefined : await findPackage(db, answers, 'out');
  const proven =
    handedOut !== undefined &&
    handedOut.token !== '' &&
    isProof(proof, handedOut.token, key) &&
    isOwner(handedOut, from, names);
  // A token proves one machine's key: whoever copied the package that was handed out has it too.
  const isSpent = proven && (await isAnsweredByAnother(db, answers, workspace.id));
  if (isSpent || (await listKeysOfWorkspace(db, workspace.id)).length > 0) return 'changed';
  return proven ? 'proof' : 'unknown';
}

/** What the scorer who answers was ever called here: an account that was renamed is the same one. */
async function namesOf(
  db: Kysely<Schema>,
  assessment: Assessment,
  { from, answers }: PreparedPackage['manifest'],
): Promise<readonly string[]> {
  if (from.seat !== 'assessor') return [];
  return handedWith(await listHandouts(db, assessment), assessment, answers)?.names ?? [from.scorer];
}

/** Whether a key, or what was handed out, is that side's. A scorer's is kept by name. */
function isOwner(
  row: Pick<PeerKey, 'seat' | 'unit_code' | 'name'> | Pick<StoredPackage, 'seat' | 'unit_code' | 'scorer'>,
  from: PreparedPackage['manifest']['from'],
  names: readonly string[],
): boolean {
  if (row.seat !== from.seat || row.unit_code !== from.unitCode) return false;
  if (from.seat !== 'assessor') return true;
  return names.includes(from.scorer) && names.includes('scorer' in row ? row.scorer : row.name);
}

/**
 * A key nobody has confirmed goes no further, unless a person names the fingerprint that was compared.
 *
 * @throws {AppError} PACKAGE_KEY_UNKNOWN, PACKAGE_KEY_CHANGED
 */
export function assertTrusted(
  { name, manifest }: PreparedPackage,
  admitted: Pick<Admitted, 'standing' | 'fingerprint'>,
  trust: string,
): void {
  const { standing, fingerprint: found } = admitted;
  if (standing === 'trusted' || standing === 'proof' || trust.trim().toLowerCase() === found) return;
  const values = { name, from: sideName(manifest.from), fingerprint: found };
  throw standing === 'changed' ? packageKeyChanged(values) : packageKeyUnknown(values);
}

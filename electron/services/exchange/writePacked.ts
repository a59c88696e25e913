import { randomBytes, randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageEvidenceLost, packageNotOfSeat } from '@shared/errors/exchange';
import type { PackageData, PackageRow } from '@shared/exchange/packageData';
import { PACKAGE_KIND_NAMES, PACKAGE_WAY, SEAT_NAMES } from '@shared/exchange/packageKind';
import {
  PACKAGE_FORMAT,
  PACKAGE_VERSION,
  type PackageManifest,
  type PackageSide,
} from '@shared/exchange/packageManifest';
import type { Version } from '@shared/exchange/versions';
import { countWritten, findOwnKeys, findPackage, listSummariesOf } from '../../database/exchangeRepository';
import { FORMAT_VERSION } from '../../database/migrate';
import { readMeta } from '../workspace/meta';
import { assertTarget, toWriteError } from '../../workbook/writeAside';
import { version as appVersion } from '../../../package.json';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { storedPath } from '../evidence/evidenceStore';
import { withAppErrors } from '../workspace/asAppError';
import { readSnapshot } from '../workspace/readSnapshot';
import { removeLeftovers } from '../workspace/removeLeftovers';
import type { Workspace } from '../workspace/workspace';
import { proofOf } from './container/packageKeys';
import { writePackage, type PackageSource } from './container/writePackage';
import { writeLines } from './jsonLines';
import { handlerOf } from './kinds';
import type { PackageDraft, PackRequest } from './kinds/packageHandler';
import { assertMayExchange } from './mayExchange';
import { presentVersions } from './merge/presentVersions';
import { summaryOf, type Packed, type PackageSummary } from './packed';
import { packedSystem, systemDigest } from './packedSystem';
import { scratchFolder } from './scratchFolder';
import { ownSide } from './seatSide';

export interface PackOptions {
  /** '' for none. */
  readonly passphrase?: string;
  /** Bytes of a volume; left out: one file. */
  readonly volumeBytes?: number;
  /** Evidence the receiver has already: leaves out what went to it or came from it before. */
  readonly leaveOut?: boolean;
  readonly sealCost?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** What goes in, of one moment. */
interface Gathered {
  readonly draft: PackageDraft;
  readonly manifest: Omit<PackageManifest, 'format' | 'version' | 'files' | 'absent'>;
  readonly privateKey: string;
  readonly data: PackageData;
  readonly fresh: readonly Version[];
  readonly token: string;
  /** What the receiver has already. */
  readonly known: ReadonlySet<string>;
}

/** How many lost files a refusal names. */
const NAMED = 5;

/**
 * Gathers a package and writes it beside its target, complete but without its name; `recordPacked` puts it on the ledger
 * and names it. Reads only, so that a job can do it; `ensureKeys` was called before.
 *
 * @throws {AppError} PACKAGE_NOT_OF_SEAT, PACKAGE_EVIDENCE_LOST, those of the kind, of `writePackage`, CANCELLED; nothing is
 *   left then.
 */
export async function writePacked(
  workspace: Workspace,
  request: PackRequest,
  target: string,
  options: PackOptions = {},
): Promise<Packed> {
  assertMayExchange(workspace);
  const { kind } = request;
  if (PACKAGE_WAY[kind].from !== workspace.seat) {
    throw packageNotOfSeat({ kind: PACKAGE_KIND_NAMES[kind], seat: SEAT_NAMES[workspace.seat] });
  }
  return withAppErrors(workspace.folder, async () => {
    await assertTarget(target);
    await removeLeftovers(dirname(target));
    // A copy of the whole database is not made within a transaction; everything else is of one moment.
    const gathered =
      kind === 'archive'
        ? await gather(workspace, request, options)
        : await readSnapshot(workspace, (snapshot) => gather(snapshot, request, options));
    const scratch = await scratchFolder(workspace.folder);
    try {
      return await write(workspace, gathered, target, scratch, options);
    } catch (cause) {
      await rm(scratch, { recursive: true, force: true });
      throw toWriteError(cause, target);
    } finally {
      await gathered.draft.release?.();
    }
  });
}

async function gather(
  workspace: Workspace,
  request: PackRequest,
  { leaveOut = false }: PackOptions,
): Promise<Gathered> {
  const assessment = await loadAssessment(workspace);
  const { db } = workspace;
  const keys = await findOwnKeys(db);
  if (!keys) throw new Error('packing before the workspace has its keys');
  const draft = await handlerOf(request.kind).collect(workspace, assessment, request);
  const cells = await gatherCells(workspace, assessment, draft);
  const from = await ownSide(workspace, assessment);
  const token = from.seat === 'office' && draft.to ? randomBytes(24).toString('hex') : '';
  const answered = draft.answers === '' ? undefined : await findPackage(db, draft.answers, 'in');
  const system = await packedSystem(db, assessment.cycle.systemId);
  const { uid, year, name, state } = assessment.cycle;
  return {
    ...{ draft, token, fresh: cells.fresh, privateKey: keys.privateKey },
    data: {
      ...draft.data,
      ...(cells.heads.length > 0 ? { versions: cells.versions, heads: cells.heads } : {}),
      ...(token === '' ? {} : { tokens: [{ token }] }),
    },
    known: leaveOut && draft.to ? await knownTo(db, assessment, draft.to) : new Set<string>(),
    manifest: {
      ...{ id: randomUUID(), kind: request.kind, createdAt: workspace.clock().toISOString() },
      ...{ author: workspace.person, appVersion, note: request.note },
      workspace: { id: await readMeta(db, 'id'), name: workspace.name, formatVersion: FORMAT_VERSION },
      ...{ from, to: draft.to, answers: draft.answers, sequence: await countWritten(db) },
      cycle: { uid, year, name, state },
      system: { uid: system.uid, title: system.title, version: system.version, digest: systemDigest(system) },
      key: keys.publicKey,
      officeKey: from.seat === 'office' ? keys.publicKey : '',
      proof: answered && answered.token !== '' ? proofOf(answered.token, keys.publicKey) : '',
    },
  };
}

/** Every version the receiver may see of the cells that travel; what was typed since the last package is one too. */
async function gatherCells(
  { db, seat }: Workspace,
  assessment: Assessment,
  { cells }: PackageDraft,
): Promise<{
  readonly versions: PackageRow<'versions'>[];
  readonly heads: PackageRow<'heads'>[];
  readonly fresh: readonly Version[];
}> {
  const versions: PackageRow<'versions'>[] = [];
  const heads: PackageRow<'heads'>[] = [];
  const fresh: Version[] = [];
  for (const { kind, scope, sees = () => true } of cells) {
    const known = await presentVersions(db, assessment, kind, scope, seat);
    const travelling = new Set<string>();
    for (const [cell, ids] of known.heads) {
      if (!ids.every((id) => isSeen(known.find(id), sees))) continue;
      travelling.add(cell);
      heads.push({ cell, heads: [...ids] });
    }
    for (const version of known.versions.values()) {
      if (!travelling.has(version.cell) || !sees(version)) continue;
      versions.push({ ...version, parents: [...version.parents] });
    }
    // What stays here is nobody's version yet.
    fresh.push(...known.fresh.filter((version) => travelling.has(version.cell)));
  }
  return { versions, heads, fresh };
}

const isSeen = (version: Version | undefined, sees: (version: Version) => boolean): boolean =>
  version !== undefined && sees(version);

/** Evidence that went to a side or came from it before. */
async function knownTo(
  db: Workspace['db'],
  { cycle }: Assessment,
  side: PackageSide,
): Promise<ReadonlySet<string>> {
  const summaries = await listSummariesOf(db, cycle.id, side);
  return new Set(summaries.flatMap((json) => summaryOf(json).evidence));
}

async function write(
  { folder, seat }: Workspace,
  { draft, manifest, data, fresh, privateKey, known, token }: Gathered,
  target: string,
  scratch: string,
  options: PackOptions,
): Promise<Packed> {
  const sources: PackageSource[] = [];
  for (const [name, rows] of Object.entries(data)) {
    const from = join(scratch, `${name}.jsonl`);
    sources.push({ path: `data/${name}.jsonl`, from, ...(await writeLines(from, rows)) });
  }
  await writeLines(join(scratch, FRESH_VERSIONS), fresh);
  const evidence = await findFiles(folder, draft, known);
  if (evidence.lost.length > 0 && seat !== 'office') {
    const names = evidence.lost.slice(0, NAMED).map(({ name }) => name);
    throw packageEvidenceLost({ names, count: evidence.lost.length });
  }
  const absent = [...evidence.left, ...evidence.lost, ...(draft.absent ?? [])];
  const whole = { ...manifest, absent };
  const aside = join(dirname(target), `.faheng-${randomBytes(8).toString('hex')}.tmp`);
  const all = [...sources, ...(draft.parts ?? []), ...evidence.sources];
  const written = await writePackage(aside, whole, all, { ...options, privateKey });
  let bytes = 0;
  for (const path of written) bytes += (await stat(path)).size;
  const files = all.map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  return {
    ...{ target, scratch, token, bytes, summary: summarise(draft, data, evidence.sources) },
    manifest: { format: PACKAGE_FORMAT, version: PACKAGE_VERSION, ...whole, files },
    files: written.map((from) => ({ from, to: target + from.slice(aside.length) })),
  };
}

/** Where versions that stand nowhere yet wait for `recordPacked`. */
export const FRESH_VERSIONS = 'fresh-versions.lines';

interface FoundFiles {
  readonly sources: PackageSource[];
  readonly left: PackageManifest['absent'];
  readonly lost: PackageManifest['absent'];
}

async function findFiles(
  folder: string,
  { files }: PackageDraft,
  known: ReadonlySet<string>,
): Promise<FoundFiles> {
  const found: { sources: PackageSource[]; left: FoundFiles['left']; lost: FoundFiles['lost'] } = {
    ...{ sources: [], left: [], lost: [] },
  };
  const once = new Map(files.map((file) => [file.sha256, file]));
  for (const { sha256, size, name } of once.values()) {
    const from = storedPath(folder, sha256);
    if (known.has(sha256)) found.left.push({ sha256, size, name });
    else if ((await stat(from).catch(() => null))?.size === size) {
      found.sources.push({ path: `evidence/${sha256.slice(0, 2)}/${sha256}`, size, sha256, from });
    } else found.lost.push({ sha256, size, name });
  }
  return found;
}

function summarise(
  { cells, handedOut, hints }: PackageDraft,
  data: PackageData,
  evidence: readonly PackageSource[],
): PackageSummary {
  const names = new Map(cells.map(({ kind }) => [kind.kind, kind.name]));
  const words = [...countCells(data)].map(([kind, count]) => `${names.get(kind) ?? kind} ${count} 项`);
  if (evidence.length > 0) words.push(`文件 ${evidence.length} 份`);
  return {
    words: words.join('，'),
    evidence: evidence.map(({ sha256 }) => sha256),
    ...(handedOut ? { handedOut } : {}),
    ...(hints && hints.length > 0 ? { hints } : {}),
  };
}

/** Cells of a package by their kind. */
export function countCells({ heads = [] }: PackageData): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { cell } of heads) {
    const kind = cell.slice(0, cell.indexOf(':'));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

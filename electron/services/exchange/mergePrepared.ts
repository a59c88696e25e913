import { AppError } from '@shared/errors/appError';
import { mergeTooMuch, packagePlaceUnknown } from '@shared/errors/exchange';
import { reasonRequired } from '@shared/errors/year';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { MergeChoices, MergeCounts, MergeDone } from '@shared/ipc/practice/exchange';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { loadCurrentCycle } from '../../database/cycleRepository';
import {
  insertPeerKey,
  listBroughtCells,
  listHeld,
  replaceChanges,
  writeLedger,
  type PackageToStore,
  type StoredChange,
} from '../../database/exchangeRepository';
import { assertNoConflict } from '../access/assertMay';
import {
  forgetAssessment,
  loadAssessment,
  readAssessmentOf,
  type Assessment,
} from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { withAppErrors } from '../workspace/asAppError';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { admitPackage, assertTrusted, type Admitted } from './admitPackage';
import { handedOutIn } from './handedOut';
import { copyWhole, inboxPath, keepOriginal, waitingOriginal, type WaitingOriginal } from './inbox';
import type { PackageContents } from './kinds/packageHandler';
import { assertMayExchange } from './mayExchange';
import { applyMerge, type Decision } from './merge/applyMerge';
import type { CellWriting } from './merge/cellKind';
import { insertPackedEvidence, storeFiles } from './packageEvidence';
import { summaryOf, type PackageSummary } from './packed';
import { loweringOf, planPackage, type PackagePlan } from './planPackage';
import { NO_COUNTS } from './previewPrepared';
import { discardPrepared, readContents, type PreparedPackage } from './preparedPackage';
import { preparePackage } from './preparePackage';
import { recordLostPackages } from './recordPacked';
import { sideName } from './seatSide';
import { sitAsCalled } from './seats/followSitter';
import { beginYear, isBeginning, yearOf } from './seats/nextYear';
import { rememberSnapshot, snapshotBefore } from './snapshotBefore';
import { countCells } from './writePacked';
import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema';

/** Nobody decided anything. */
export const NO_CHOICES: MergeChoices = { decisions: [], trust: '', reason: '', acceptLowering: false };

export interface MergeOptions {
  /** Name of an automatic copy taken for a whole batch; left out: one is taken. */
  readonly snapshot?: string;
}

/** What one merge works with. */
interface Merging {
  readonly workspace: Workspace;
  readonly prepared: PreparedPackage;
  readonly contents: PackageContents;
  readonly choices: MergeChoices;
  readonly decisions: ReadonlyMap<string, Decision>;
}

/** What was decided, and what decides how it goes on. */
interface Judged {
  readonly admitted: Admitted;
  readonly plan: PackagePlan;
}

/** Kinds of cells that judge a unit: nobody decides about the own one. */
export const JUDGING = new Set(['score', 'marking', 'judgement']);

/**
 * Merges a package that waits: a copy of the database first, evidence into the store, then everything in one transaction.
 * The same package again changes nothing; one that has to wait is kept in the inbox. Nothing anybody wrote is lost: every
 * version stays. What waits aside stays there after a refusal, for another try.
 *
 * @throws {AppError} those of `admitPackage` and `planPackage`, PACKAGE_KEY_UNKNOWN, PACKAGE_KEY_CHANGED, PACKAGE_PLACE_UNKNOWN, MERGE_TOO_MUCH,
 *   CONFLICT_OF_INTEREST, REASON_REQUIRED, WORKSPACE_READ_ONLY …; the workspace is untouched then.
 */
export async function mergePrepared(
  workspace: Workspace,
  prepared: PreparedPackage,
  choices: MergeChoices = NO_CHOICES,
  options: MergeOptions = {},
): Promise<MergeDone> {
  const done = await mergeOne(workspace, prepared, choices, options);
  if (done.already !== '' || done.held !== '') return done;
  return { ...done, released: await mergeWaiting(workspace, { snapshot: done.snapshot }) };
}

async function mergeOne(
  workspace: Workspace,
  prepared: PreparedPackage,
  choices: MergeChoices,
  options: MergeOptions,
): Promise<MergeDone> {
  assertWritable(workspace);
  assertMayExchange(workspace);
  return withAppErrors(workspace.folder, async () => {
    await recordLostPackages(workspace);
    const contents = await readContents(prepared);
    const decisions = new Map(choices.decisions.map(({ cell, take }) => [cell, take]));
    const merging: Merging = { workspace, prepared, contents, choices, decisions };
    const { db } = workspace;
    const assessment = yearOf(workspace, await loadAssessment(workspace), contents);
    const admitted = await admitPackage(db, workspace, assessment, prepared);
    if (admitted.already) return alreadyDone(admitted);
    assertTrusted(prepared, admitted, choices.trust);
    const plan = await planPackage(db, workspace, assessment, prepared, contents);
    if (plan.held !== '' && choices.reason.trim() === '') {
      return await hold(merging, assessment, { admitted, plan });
    }
    await assertDecided(merging, { admitted, plan });
    const snapshot = options.snapshot ?? (await snapshotBefore(workspace));
    await storeFiles(workspace, prepared, plan.evidence, workspace.clock().toISOString());
    const known = admitted.stored ? summaryOf(admitted.stored.summary).original : undefined;
    const original = await waitingOriginal(workspace.folder, prepared, known ?? '');
    const { packageId, counts } = await inTransaction(workspace, (trx, now, audit) =>
      mergeIn(trx, now, audit, merging, original),
    ).finally(() => forgetAssessment(workspace));
    await sitAsCalled(workspace);
    await rememberSnapshot(workspace, snapshot);
    const newFiles = plan.evidence.newFiles.length;
    return { packageId, counts, newFiles, snapshot, already: '', held: '', released: [] };
  });
}

const alreadyDone = ({ stored }: Admitted): MergeDone => ({
  ...{ packageId: stored?.id ?? 0, already: stored?.at ?? '', held: '', counts: NO_COUNTS },
  ...{ newFiles: 0, snapshot: '', released: [] },
});

/** What only a person with a reason can want, and who may decide about what. */
async function assertDecided(
  { workspace, prepared, choices, decisions }: Merging,
  { plan }: Judged,
): Promise<void> {
  const { name } = prepared;
  assertKnown(
    decisions.keys(),
    plan.kinds.flatMap(({ plan: cells }) => cells.cells.map(({ cell }) => cell)),
  );
  if (plan.held !== '' && !isReason(choices.reason)) {
    throw reasonRequired({ what: '合并待处理的数据包', least: LEAST_REASON });
  }
  for (const { kind, plan: cells } of plan.kinds) {
    if (!JUDGING.has(kind.kind)) continue;
    for (const { cell } of cells.cells) {
      const place = decisions.has(cell) ? kind.locate(plan.assessment, cell) : undefined;
      const unit = place && plan.assessment.unitById.get(place.unitId);
      if (unit) assertNoConflict(workspace.actor, unit, '处理评分冲突');
    }
  }
  const lowering = await loweringOf(workspace.db, plan, decisions);
  if (!lowering) return;
  if (!choices.acceptLowering) throw mergeTooMuch({ name, ...lowering });
  if (!isReason(choices.reason)) {
    throw reasonRequired({ what: '合并会大量降低得分的数据包', least: LEAST_REASON });
  }
}

/** How many unknown places a refusal names. */
const NAMED = 5;

/** A decision about a place that is not there was meant for another. @throws {AppError} PACKAGE_PLACE_UNKNOWN */
export function assertKnown(decided: Iterable<string>, cells: readonly string[]): void {
  const known = new Set(cells);
  const unknown = [...decided].filter((cell) => !known.has(cell));
  if (unknown.length > 0)
    throw packagePlaceUnknown({ count: unknown.length, first: unknown.slice(0, NAMED) });
}

async function mergeIn(
  trx: Transaction<Schema>,
  now: string,
  audit: Audit,
  merging: Merging,
  original: WaitingOriginal,
): Promise<{ readonly packageId: number; readonly counts: MergeCounts }> {
  const { workspace, prepared, contents, choices, decisions } = merging;
  const { manifest } = prepared;
  const subject = subjectOf(prepared);
  const read = async (): Promise<Assessment> => readAssessmentOf(trx, await loadCurrentCycle(trx));
  let assessment = await read();
  const writingWith = (of: Assessment): CellWriting => ({
    ...{ trx, workspace, audit, now, subject, reason: choices.reason.trim(), assessment: of },
  });
  if (isBeginning(yearOf(workspace, assessment, contents))) {
    await beginYear(writingWith(assessment), contents);
    assessment = await read();
  }
  // Something may have been typed or merged since the look before.
  const admitted = await admitPackage(trx, workspace, assessment, prepared);
  assertTrusted(prepared, admitted, choices.trust);
  const seen = { readable: true };
  const first = await planPackage(trx, workspace, assessment, prepared, contents, seen);
  await assertDecided({ ...merging, workspace: { ...workspace, db: trx } }, { admitted, plan: first });
  await first.handler.applyStructure?.(writingWith(assessment), contents);
  if (first.handler.applyStructure) assessment = await read();
  const plan = first.handler.applyStructure
    ? await planPackage(trx, workspace, assessment, prepared, contents, seen)
    : first;
  await keepKey(writingWith(assessment), prepared, admitted, audit);
  const row = ledgerRow(merging, assessment, { admitted, plan }, now);
  await writeLedger(trx, row('merged', {}));
  const pins = await insertPackedEvidence(trx, assessment, plan.evidence.rows);
  const writing = writingWith(assessment);
  const records = await plan.handler.applyRecords(writing, contents);
  const counts = { ...NO_COUNTS };
  const changes: Omit<StoredChange, 'package_id'>[] = [];
  for (const { kind, packed, plan: cells } of plan.kinds) {
    const done = await applyMerge(writing, kind, workspace.seat, cells, packed, decisions);
    for (const outcome of Object.keys(counts) as (keyof MergeCounts)[])
      counts[outcome] += done.counts[outcome];
    changes.push(...done.changes);
  }
  const packageId = await writeLedger(
    trx,
    row('merged', { original: original.sha256, counts, ...(records ? { undo: records.undo } : {}) }),
  );
  const same = changes.filter(({ outcome }) => outcome === 'same').map(({ cell }) => cell);
  // What another package brought and this one says too stays when that one is rolled back.
  const brought = await listBroughtCells(trx, same);
  await replaceChanges(
    trx,
    packageId,
    changes.filter(({ cell, outcome }) => outcome !== 'same' || brought.has(cell)),
  );
  await audit({
    action: 'package.merge',
    subject,
    after: { id: manifest.id, file: prepared.name, counts, files: plan.evidence.rows.length },
    reason: choices.reason.trim(),
    pins,
  });
  await keepOriginal(original);
  return { packageId, counts };
}

function subjectOf({ manifest: { kind, from } }: PreparedPackage): string {
  return `${PACKAGE_KIND_NAMES[kind]}（${sideName(from)}）`;
}

/** A key that was proven or confirmed is known from now on. */
async function keepKey(
  { trx, workspace, now, subject }: CellWriting,
  { source, manifest }: PreparedPackage,
  { standing, fingerprint }: Admitted,
  audit: Audit,
): Promise<void> {
  if (source === 'form' || standing === 'trusted') return;
  const { from, key } = manifest;
  const how = standing === 'proof' ? 'proof' : 'confirmed';
  await insertPeerKey(trx, {
    ...{ public_key: key, workspace_uid: manifest.workspace.id, seat: from.seat, unit_code: from.unitCode },
    ...{ name: sideName(from), how, person: workspace.person, at: now },
  });
  await audit({ action: 'package.trust', subject, after: { fingerprint, how, from: sideName(from) } });
}

function ledgerRow(
  { workspace, prepared, contents, choices }: Merging,
  { cycle }: Assessment,
  { admitted, plan }: Judged,
  now: string,
): (state: 'merged' | 'held', more: Partial<PackageSummary>) => PackageToStore {
  const { manifest, name, digest, bytes } = prepared;
  const { from } = manifest;
  const waited = admitted.stored?.state === 'held' ? admitted.stored.reason : '';
  const names = new Map(plan.handler.cellKinds.map((kind) => [kind.kind, kind.name]));
  const words = [...countCells(contents.data)].map(
    ([kind, count]) => `${names.get(kind) ?? kind} ${count} 项`,
  );
  if (prepared.evidence.length > 0) words.push(`文件 ${prepared.evidence.length} 份`);
  // What the sender has lost itself, or what was not taken in, may still have to be sent.
  const not = new Set([
    ...manifest.absent.map(({ sha256 }) => sha256),
    ...Object.keys(prepared.refusedEvidence),
  ]);
  const evidence = (contents.data.evidence ?? [])
    .map(({ sha256 }) => sha256)
    .filter((each) => !not.has(each));
  return (state, more) => ({
    ...{ uid: manifest.id, direction: 'in', kind: manifest.kind, state, cycle_id: cycle.id },
    ...{
      workspace_uid: manifest.workspace.id,
      seat: from.seat,
      unit_code: from.unitCode,
      scorer: from.scorer,
    },
    ...{ author: manifest.author, sequence: manifest.sequence, answers: manifest.answers },
    ...{ token: contents.data.tokens?.[0]?.token ?? '', file_name: name, sha256: digest, bytes },
    summary: JSON.stringify({
      ...{ words: words.join('，'), evidence, handedOut: handedOutIn(contents) },
      ...more,
    } satisfies PackageSummary),
    reason: state === 'held' ? plan.held : choices.reason.trim() || waited,
    ...{ created_at: manifest.createdAt, person: workspace.person, at: now },
  });
}

/** Keeps a package that comes too early or too late, with the reason; it is merged by hand, or when its time has come. */
async function hold(merging: Merging, assessment: Assessment, judged: Judged): Promise<MergeDone> {
  const { workspace, prepared } = merging;
  const original = await copyWhole(workspace.folder, prepared);
  const packageId = await inTransaction(workspace, async (trx, now, audit) => {
    const writing = { trx, workspace, assessment, audit, now, subject: subjectOf(prepared) };
    await keepKey(writing, prepared, judged.admitted, audit);
    const id = await writeLedger(
      trx,
      ledgerRow(
        merging,
        assessment,
        judged,
        now,
      )('held', {
        original: original.sha256,
        early: judged.plan.early,
      }),
    );
    await audit({
      action: 'package.hold',
      subject: subjectOf(prepared),
      after: { id: prepared.manifest.id, file: prepared.name },
      reason: judged.plan.held,
    });
    await keepOriginal(original);
    return id;
  });
  return {
    ...{ packageId, already: '', held: judged.plan.held, counts: NO_COUNTS },
    ...{ newFiles: 0, snapshot: '', released: [] },
  };
}

/** Bytes of a held package that is read again after every merge; a larger one waits for a person. */
const MOST_TRIED = 64 * 1024 * 1024;

/**
 * Merges what waited for a package that has come now. What still has to wait, or needs somebody to decide, stays.
 *
 * @returns names of their files.
 */
async function mergeWaiting(workspace: Workspace, options: MergeOptions): Promise<readonly string[]> {
  const released: string[] = [];
  const { cycle } = await loadAssessment(workspace);
  for (const { uid, file_name: name, bytes, summary } of await listHeld(workspace.db, cycle.id)) {
    const path = inboxPath(workspace.folder, uid, name);
    // What came late waits for somebody with a reason, whatever has changed since.
    const isTried = summaryOf(summary).early === true && bytes <= MOST_TRIED;
    if (!isTried || !path.endsWith('.fhpkg')) continue;
    try {
      const prepared = await preparePackage(workspace, path);
      try {
        if (!(await isReady(workspace, prepared))) continue;
        await mergeOne(workspace, { ...prepared, name }, NO_CHOICES, options);
        released.push(name);
      } finally {
        await discardPrepared(prepared);
      }
    } catch (cause) {
      // Under a passphrase, or to be decided about: it waits for a person.
      if (!(cause instanceof AppError)) throw cause;
    }
  }
  return released;
}

async function isReady(workspace: Workspace, prepared: PreparedPackage): Promise<boolean> {
  const contents = await readContents(prepared);
  const assessment = await loadAssessment(workspace);
  const plan = await planPackage(workspace.db, workspace, assessment, prepared, contents);
  return plan.held === '';
}

/** What the ledger has of how a package was merged. */
export function countsOf(summary: string): MergeCounts {
  return summaryOf(summary).counts ?? NO_COUNTS;
}

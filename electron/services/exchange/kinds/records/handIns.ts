import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { packedReport, unpackedReport } from '@shared/exchange/handInReport';
import type { PackageRow } from '@shared/exchange/packageData';
import type { UnitView } from '@shared/ipc/views';
import { daysLate } from '@shared/year/dates';
import { isStageOpen } from '@shared/year/submission';
import { findPackage } from '../../../../database/exchangeRepository';
import { deleteSubmission } from '../../../../database/packedRecordRepository';
import type { Schema } from '../../../../database/schema';
import {
  findSubmission,
  insertHandIn,
  listHandIns,
  newSubmission,
  writeSubmission,
  type StoredHandIn,
  type StoredSubmission,
} from '../../../../database/submissionRepository';
import { listDeadlines } from '../../../../database/yearRepository';
import type { Assessment } from '../../../assessment/assessment';
import { localDay } from '../../../localTime';
import type { CellScope, CellWriting } from '../../merge/cellKind';
import type { Hold, PackageContents, PlannedRecord } from '../packageHandler';
import { placeText, plannedRecord } from './recordPlace';
import { knownWithdrawals } from './withdrawals';

type Row = PackageRow<'handIns'>;

/** Every handing in of units, oldest first; one that was taken back since stays here (`collectWithdrawals`). */
export async function collectHandIns(
  db: Kysely<Schema>,
  { unitById }: Pick<Assessment, 'unitById'>,
  { unitIds }: Pick<CellScope, 'unitIds'>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const unitId of unitIds) {
    const unit = unitById.get(unitId);
    if (unit) rows.push(...(await handInsOf(db, unit)));
  }
  return rows;
}

async function handInsOf(db: Kysely<Schema>, unit: Pick<UnitView, 'id' | 'code'>): Promise<Row[]> {
  const submission = await findSubmission(db, unit.id);
  const open = submission?.state === 'filling' || submission?.state === 'returned';
  const all = (await listHandIns(db, unit.id)).toReversed();
  return all
    .filter(({ round }) => !open || round < (submission?.round ?? 1))
    .map(({ unitId: _unitId, report, ...handIn }) => ({
      ...handIn,
      unit: unit.code,
      report: packedReport(report),
    }));
}

/**
 * Why a unit's handing in has to wait: it comes after its sheet was accepted or the stage is over, or answers a return
 * that is not known here. '' to go on.
 */
export async function holdHandIns(
  db: Kysely<Schema>,
  { cycle, unitByCode }: Assessment,
  { data }: PackageContents,
): Promise<Hold> {
  const latest = latestOf(data.handIns ?? []);
  const unit = latest && unitByCode.get(latest.unit);
  if (!unit) return '';
  const known = await listHandIns(db, unit.id);
  if (known.some((handIn) => isSame(handIn, latest))) return '';
  const stored = await findSubmission(db, unit.id);
  const { state, round } = stored ?? newSubmission(unit.id);
  if (latest.round > round) {
    return { early: `这个自评包答复的是第 ${latest.round - 1} 次退回，这里还没有这次退回。` };
  }
  if (state === 'accepted') return '单位的自评已经接收。需要补正的，请先退回，再请单位重新报送。';
  if (!isStageOpen(cycle.state, state, 'submit')) {
    return `年度在“${CYCLE_STATE_NAMES[cycle.state]}”阶段，不再收取自评。`;
  }
  return '';
}

/** What the handings in of a package would change here. */
export async function planHandIns(
  db: Kysely<Schema>,
  assessment: Assessment,
  { data, manifest }: PackageContents,
): Promise<PlannedRecord[]> {
  const planned: PlannedRecord[] = [];
  const own = assessment.unitByCode.get(manifest.from.unitCode);
  const known = own && data.handIns ? await listHandIns(db, own.id) : [];
  for (const row of data.handIns ?? []) {
    const unit = assessment.unitByCode.get(row.unit);
    const what = `提交自评（第 ${row.round} 次）`;
    const place = placeText(assessment, row);
    if (!unit || row.unit !== manifest.from.unitCode) {
      planned.push(plannedRecord('refused', place, what, '只能提交本单位的自评。'));
    } else {
      const isKnown = known.some((handIn) => isSame(handIn, row));
      planned.push(plannedRecord(isKnown ? 'same' : 'new', place, what));
    }
  }
  return planned;
}

/** What a handing in needs to be taken back. */
export interface HandInsUndo {
  readonly unitId: number;
  /** null where the unit had not begun. */
  readonly before: StoredSubmission | null;
  readonly after: StoredSubmission;
}

/**
 * Keeps every handing in of a unit with its report, and counts the sheet as handed in where the latest is of the round
 * that is open here. An accepted sheet stays accepted; an earlier round is kept as what it was.
 */
export async function applyHandIns(
  writing: CellWriting,
  { data, manifest }: PackageContents,
): Promise<HandInsUndo | null> {
  const { trx, assessment, audit, now } = writing;
  const rows = (data.handIns ?? []).filter(({ unit }) => unit === manifest.from.unitCode);
  const latest = latestOf(rows);
  const unit = assessment.unitByCode.get(manifest.from.unitCode);
  if (!latest || !unit) return null;
  const stored = await findSubmission(trx, unit.id);
  const standing = stored ?? newSubmission(unit.id);
  const known = await listHandIns(trx, unit.id);
  const inOrder = rows.filter((row) => !known.some((handIn) => isSame(handIn, row)));
  const since = (await findPackage(trx, manifest.answers, 'out'))?.created_at ?? '';
  for (const { unit: _unit, report, ...row } of inOrder) {
    await insertHandIn(trx, {
      ...row,
      unitId: unit.id,
      // Only the office hands in what is not complete, and says why.
      reason: '',
      report: unpackedReport(report, (code) => assessment.itemByCode.get(code)?.id),
      daysLate: await lateDays(writing, standing, row, since),
    });
  }
  const gone = new Set(
    [...(await knownWithdrawals(trx, assessment, unit)), ...(data.withdrawals ?? [])].map(
      ({ handedInAt }) => handedInAt,
    ),
  );
  // What was taken back since opens nothing again, where an older package says it once more.
  const isKnown = known.some((handIn) => isSame(handIn, latest));
  const after = gone.has(latest.at) ? undefined : handedIn(standing, rows, latest, isKnown, now);
  if (after) await writeSubmission(trx, after, now);
  if (inOrder.length === 0 && !after) return null;
  const { report } = latest;
  await audit({
    action: 'submission.submit',
    subject: unit.name,
    unitId: unit.id,
    before: { state: standing.state, round: standing.round },
    after: {
      state: (after ?? standing).state,
      round: latest.round,
      selfTotal: report.selfTotal,
      findings: report.findings.length,
    },
    reason: '',
  });
  return after ? { unitId: unit.id, before: stored ?? null, after } : null;
}

/** Opens the sheet again as it stood before, where nobody has done anything with it since. The record of it stays. */
export async function takeBackHandIns(
  { trx, assessment, audit, now, subject }: CellWriting,
  undo: HandInsUndo | null,
): Promise<string[]> {
  if (!undo) return [];
  const { unitId, before, after } = undo;
  const unit = assessment.unitById.get(unitId)?.name ?? '';
  const stored = await findSubmission(trx, unitId);
  if (JSON.stringify(stored) !== JSON.stringify(after)) return [`${unit} 自评报送状态`];
  if (before) await writeSubmission(trx, before, now);
  else await deleteSubmission(trx, unitId);
  await audit({
    action: 'package.rollBack',
    subject: `${unit} · ${subject}`,
    unitId,
    before: { state: after.state, round: after.round },
    after: { state: before?.state ?? 'filling', round: before?.round ?? 1 },
  });
  return [];
}

/**
 * Days late by the deadline here, where it is of the round that is open; else as the unit counted them. A unit's clock proves
 * little: nobody hands in before what is answered was written, nor after it arrives.
 */
async function lateDays(
  { trx, assessment, now }: CellWriting,
  standing: StoredSubmission,
  row: Pick<Row, 'round' | 'at' | 'daysLate'>,
  since: string,
): Promise<number> {
  const at = new Date(notAfter(row.at < since ? since : row.at, now));
  if (row.round !== standing.round || Number.isNaN(at.getTime())) return Math.max(0, row.daysLate);
  const dueOn =
    standing.dueOn || ((await listDeadlines(trx, assessment.cycle.id)).get('selfEvaluating') ?? '');
  return daysLate(dueOn, localDay(at));
}

const notAfter = (at: string, now: string): string => (at > now ? now : at);

/**
 * The submission with the latest handing in; undefined where it changes nothing. Which of two is later says the unit's own
 * list of them; only where they are of different lists the clocks, and none of them beyond now.
 *
 * @param isKnown  it came before, and another stands since.
 */
function handedIn(
  standing: StoredSubmission,
  rows: readonly Row[],
  { round, person, at }: Row,
  isKnown: boolean,
  now: string,
): StoredSubmission | undefined {
  if (round !== standing.round || standing.state === 'accepted') return undefined;
  if (standing.state === 'submitted') {
    const follows = at !== standing.submittedAt && rows.some((row) => row.at === standing.submittedAt);
    const isLater = !isKnown && notAfter(standing.submittedAt, now) < notAfter(at, now);
    if (!follows && !isLater) return undefined;
  }
  const submitted = { state: 'submitted', submittedBy: person, submittedAt: at } as const;
  return { ...standing, ...submitted, acceptedBy: '', acceptedAt: '' };
}

const isSame = (one: Pick<StoredHandIn, 'round' | 'at' | 'person'>, other: Row): boolean =>
  one.round === other.round && one.at === other.at && one.person === other.person;

/** The last of the last round, in the order the unit keeps them. */
function latestOf(rows: readonly Row[]): Row | undefined {
  const last = Math.max(...rows.map(({ round }) => round));
  return rows.findLast(({ round }) => round === last);
}

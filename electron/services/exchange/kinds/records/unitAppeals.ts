import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import { formatPoints } from '@shared/domain/points';
import { appealLateReasonMissing } from '@shared/errors/review';
import type { PackageRow } from '@shared/exchange/packageData';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { itemLimit } from '@shared/scoring/worth';
import { plainDate } from '@shared/year/dates';
import { closeAppeal, findOpenAppeal } from '../../../../database/appealRepository';
import {
  insertEvidenceLinks,
  listItemEvidence,
  loadUnitEvidence,
  nextLinkPosition,
} from '../../../../database/evidenceRepository';
import {
  findAppealByUid,
  insertPackedAppeal,
  type StandingAppeal,
} from '../../../../database/packedRecordRepository';
import { findScore } from '../../../../database/scoreRepository';
import type { Schema } from '../../../../database/schema';
import type { Assessment } from '../../../assessment/assessment';
import { feedbackWindow } from '../../../review/feedbackWindow';
import { finalAppeal } from '../../../review/finalAppeal';
import { scoreSubject } from '../../../scores/auditedScore';
import { stageNow } from '../../../year/stageNow';
import type { CellWriting } from '../../merge/cellKind';
import type { Hold, PackageContents, PlannedRecord } from '../packageHandler';
import { OpenPlaces } from './openPlaces';
import { placeText, plannedRecord, recordPlace } from './recordPlace';

type Row = PackageRow<'appeals'>;

/** What would become of one appeal; `why` only where it is refused. */
interface Judged {
  readonly outcome: PlannedRecord['outcome'];
  readonly why: string;
  readonly place?: { readonly unit: UnitView; readonly item: ItemView };
  readonly standing?: StandingAppeal;
}

/**
 * Why the office has to wait with appeals that are new here, or takes them only with a reason: before 反馈申诉, after it,
 * or after the window. The day they arrive counts: what a unit's clock says proves nothing. Practice page §5.3.
 */
export async function holdAppeals(
  db: Kysely<Schema>,
  assessment: Assessment,
  { data }: PackageContents,
  now: Date,
): Promise<Hold> {
  const { cycle } = assessment;
  let fresh = 0;
  for (const { uid, state } of data.appeals ?? []) {
    if (state === 'filed' && !(await findAppealByUid(db, uid))) fresh += 1;
  }
  if (fresh === 0) return '';
  const stage = CYCLE_STATE_NAMES[cycle.state];
  if (stageOf(cycle.state) < stageOf('feedback')) {
    return { early: `年度在“${stage}”阶段，还没有进入“反馈申诉”。进入以后再合并这个申诉包。` };
  }
  if (cycle.state !== 'feedback') return `年度已到“${stage}”阶段，不再受理申诉。`;
  const window = await feedbackWindow(db, assessment, now);
  if (!window || window.daysLeft >= 0) return '';
  return `申诉期限 ${plainDate(window.dueOn)} 已过，这个包里有 ${fresh} 件新的申诉。要受理的，请写明逾期受理的理由。`;
}

/** What the appeals of a unit's package would change at the office. */
export async function planUnitAppeals(
  db: Kysely<Schema>,
  assessment: Assessment,
  contents: PackageContents,
): Promise<PlannedRecord[]> {
  const planned: PlannedRecord[] = [];
  const places = new OpenPlaces();
  for (const row of contents.data.appeals ?? []) {
    const { outcome, why, place } = await judge(db, assessment, contents, row, places);
    const missing = place ? await countMissing(db, place.unit.id, contents, row) : 0;
    const what = row.state === 'withdrawn' ? '撤回申诉' : `申诉：${row.grounds}`;
    const files = missing === 0 ? '' : `（有 ${missing} 份补充材料没有随包送来）`;
    planned.push(plannedRecord(outcome, placeText(assessment, row), `${what}${files}`, why));
  }
  return planned;
}

/** Ids of appeals a package brought, and places of those it ended. */
export interface UnitAppealsUndo {
  readonly filed: readonly string[];
}

/**
 * Takes a unit's appeals in, against the scores as they stand here, with their new evidence; and its withdrawals of those
 * nobody has decided. What is refused stays as it is.
 *
 * @throws {AppError} APPEAL_LATE_REASON_MISSING
 */
export async function applyUnitAppeals(
  writing: CellWriting,
  contents: PackageContents,
): Promise<UnitAppealsUndo> {
  const { trx, workspace } = writing;
  const state = await stageNow(trx, writing.assessment);
  const assessment = { ...writing.assessment, cycle: { ...writing.assessment.cycle, state } };
  const places = new OpenPlaces();
  const filed: string[] = [];
  for (const row of contents.data.appeals ?? []) {
    const { outcome, place, standing } = await judge(trx, assessment, contents, row, places);
    if (!place || outcome === 'same' || outcome === 'refused') continue;
    if (standing) await withdraw({ ...writing, assessment }, standing, row);
    else {
      const window = await feedbackWindow(trx, assessment, workspace.clock());
      await file({ ...writing, assessment }, place, row, window && window.daysLeft < 0 ? window.dueOn : '');
    }
    filed.push(`${placeText(assessment, row)} 申诉`);
  }
  return { filed };
}

/** @param lateSince  end of the window where it is over; '' within it. */
async function file(
  { trx, assessment, audit, now, reason = '' }: CellWriting,
  { unit, item }: NonNullable<Judged['place']>,
  row: Row,
  lateSince: string,
): Promise<void> {
  const withdrawn = row.state === 'withdrawn';
  const late = lateSince !== '' && !withdrawn;
  if (late && reason === '') throw appealLateReasonMissing({ dueOn: lateSince });
  const [unitId, itemId] = [unit.id, item.id];
  const { grounds, requestedPoints } = row;
  const originalPoints = (await findScore(trx, unitId, itemId))?.finalPoints ?? null;
  const { byHash } = await loadUnitEvidence(trx, unitId);
  const evidenceIds = [...new Set(row.evidence)].flatMap((sha256) => byHash.get(sha256) ?? []);
  const lateReason = late ? reason : '';
  const attached = await attachNew(trx, unitId, itemId, withdrawn ? [] : evidenceIds);
  const appeal = await insertPackedAppeal(
    trx,
    { cycleId: assessment.cycle.id, unitId, itemId },
    {
      ...{ ...row, originalPoints, lateReason, decidedAt: dayOr(row.decidedAt, now) },
      state: withdrawn ? 'withdrawn' : 'filed',
    },
    evidenceIds,
  );
  await audit({
    action: 'appeal.file',
    subject: scoreSubject(assessment, unitId, itemId),
    unitId,
    itemId,
    after: {
      appeal,
      originalPoints: originalPoints === null ? null : formatPoints(originalPoints),
      requestedPoints: requestedPoints === null ? null : formatPoints(requestedPoints),
      evidence: evidenceIds.length,
      linked: attached,
      lateReason,
    },
    reason: grounds,
  });
}

/** New evidence of an appeal is evidence of the item. @returns how many pieces were not attached to it before. */
async function attachNew(
  trx: Kysely<Schema>,
  unitId: number,
  itemId: number,
  evidenceIds: readonly number[],
): Promise<number> {
  const there = new Set((await listItemEvidence(trx, unitId, itemId)).map(({ id }) => id));
  const fresh = evidenceIds.filter((id) => !there.has(id));
  const position = await nextLinkPosition(trx, unitId, itemId);
  const links = fresh.map((evidenceId, index) => ({ evidenceId, itemId, position: position + index }));
  await insertEvidenceLinks(trx, links);
  return fresh.length;
}

async function withdraw(
  { trx, assessment, audit, now }: CellWriting,
  { id, unitId, itemId }: StandingAppeal,
  { opinion, filedBy, decidedAt }: Row,
): Promise<void> {
  await closeAppeal(trx, id, {
    ...{ state: 'withdrawn', decidedPoints: null, opinion, decidedBy: filedBy, adjustmentId: null },
    decidedAt: dayOr(decidedAt, now),
  });
  await audit({
    action: 'appeal.withdraw',
    subject: scoreSubject(assessment, unitId, itemId),
    unitId,
    itemId,
    before: { appeal: id, state: 'filed' },
    after: { appeal: id, state: 'withdrawn' },
    reason: opinion,
  });
}

async function judge(
  db: Kysely<Schema>,
  assessment: Assessment,
  { manifest }: PackageContents,
  row: Row,
  places: OpenPlaces,
): Promise<Judged> {
  const place = recordPlace(assessment, row);
  if (!place) return { outcome: 'refused', why: '这里的指标表上没有这个单位的这项指标。' };
  const standing = await findAppealByUid(db, row.uid);
  const as = (outcome: Judged['outcome'], why = ''): Judged => ({
    ...{ outcome, why, place },
    ...(standing ? { standing } : {}),
  });
  if (manifest.from.unitCode !== row.unit) return as('refused', '只能为本单位申诉。');
  if (standing && (standing.unitId !== place.unit.id || standing.itemId !== place.item.id)) {
    return as('refused', '同一件申诉在这里属于另一项指标。');
  }
  const open = assessment.cycle.state === 'feedback';
  const closed = `年度在“${CYCLE_STATE_NAMES[assessment.cycle.state]}”阶段，不办理申诉。`;
  if (standing) {
    if (row.state !== 'withdrawn' || standing.state === 'withdrawn') return as('same');
    if (standing.state !== 'filed') return as('refused', '考评办已经复核，不能再撤回。');
    if (!open) return as('refused', closed);
    places.free(place.unit.id, place.item.id);
    return as('changed');
  }
  // Taken back before anybody here saw it: kept, so that an older package does not bring it up again.
  if (row.state === 'withdrawn') return as('new');
  if (row.state !== 'filed') return as('refused', '考评办没有这件申诉，复核结果不由单位填写。');
  if (!open) return as('refused', closed);
  const why = await whyNotFile(db, assessment, place, row, places);
  return why === '' ? as('new') : as('refused', why);
}

async function whyNotFile(
  db: Kysely<Schema>,
  assessment: Assessment,
  { unit, item }: NonNullable<Judged['place']>,
  { grounds, requestedPoints }: Row,
  places: OpenPlaces,
): Promise<string> {
  if (grounds.trim() === '') return '没有写明申诉理由。';
  const limit = itemLimit(item);
  if (requestedPoints !== null && (requestedPoints < 0 || requestedPoints > limit)) {
    return `请求的得分应在 0 至 ${formatPoints(limit)} 之间。`;
  }
  const score = await findScore(db, unit.id, item.id);
  if (typeof score?.finalPoints !== 'number') return '这项指标没有得分，不能申诉。';
  const final = await finalAppeal(db, assessment, unit.id, item.id);
  if (final !== undefined) return `这项指标的申诉（第 ${final} 号）已经复核决定，决定是最终的。`;
  const isOpen = (await findOpenAppeal(db, unit.id, item.id)) !== undefined;
  return places.take(unit.id, item.id, isOpen) ? '' : '这项指标已经有一件没有复核的申诉。';
}

/** A time as the unit's seat noted it, where it is one. */
function dayOr(at: string, now: string): string {
  return Number.isNaN(Date.parse(at)) ? now : at;
}

/** Pieces of evidence an appeal names that neither came nor are here. */
async function countMissing(
  db: Kysely<Schema>,
  unitId: number,
  { data, manifest }: PackageContents,
  row: Row,
): Promise<number> {
  const { byHash } = await loadUnitEvidence(db, unitId);
  const absent = new Set(manifest.absent.map(({ sha256 }) => sha256));
  const came = new Set((data.evidence ?? []).map(({ sha256 }) => sha256));
  return row.evidence.filter((sha256) => !byHash.has(sha256) && (!came.has(sha256) || absent.has(sha256)))
    .length;
}

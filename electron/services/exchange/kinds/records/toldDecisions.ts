import type { Kysely } from 'kysely';
import { formatPoints } from '@shared/domain/points';
import type { PackageRow } from '@shared/exchange/packageData';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { APPEAL_STATE_NAMES } from '@shared/review/appealState';
import { closeAppeal, findDecisionEntry, findOpenAppeal } from '../../../../database/appealRepository';
import { loadUnitEvidence } from '../../../../database/evidenceRepository';
import {
  findAppealByUid,
  insertPackedAppeal,
  listPackedAppeals,
  type PackedAppeal,
  type StandingAppeal,
} from '../../../../database/packedRecordRepository';
import type { Schema } from '../../../../database/schema';
import {
  deleteToldDecisions,
  insertToldDecision,
  listReplacedAppeals,
} from '../../../../database/toldRepository';
import type { Assessment } from '../../../assessment/assessment';
import type { DecisionKept } from '../../../review/getAppealEffect';
import { scoreSubject } from '../../../scores/auditedScore';
import type { CellWriting } from '../../merge/cellKind';
import type { PackageContents, PlannedRecord } from '../packageHandler';
import { placeText, plannedRecord, recordPlace } from './recordPlace';

type Row = PackageRow<'appeals'>;

/** Units are answered by the office, not by a person. */
const OFFICE = '考评办';

/** Every appeal of a unit as the office has it, with what each decision made of the unit's total. */
export async function collectDecisions(db: Kysely<Schema>, unitId: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const appeal of await listPackedAppeals(db, unitId)) {
    rows.push({ ...appeal.row, effect: await effectOf(db, appeal) });
  }
  return rows;
}

/** The unit's own line of what moved with a decision, as the trail kept it; null where its total did not move. */
async function effectOf(
  db: Kysely<Schema>,
  { id, unitId, itemId, row }: PackedAppeal,
): Promise<Row['effect']> {
  if (row.state !== 'adjusted') return null;
  const entry = await findDecisionEntry(db, { id, unitId, itemId });
  if (entry === undefined) return null;
  // Written by `decideAppeal`; `verify` names an entry that was changed since.
  const { moved } = JSON.parse(entry) as DecisionKept;
  const own = moved.find((standing) => standing.unitId === unitId);
  return own ? { before: own.before.final, after: own.after.final } : null;
}

/** What would become of one appeal at the unit's seat. */
interface Judged {
  readonly outcome: PlannedRecord['outcome'];
  readonly why: string;
  readonly place?: { readonly unit: UnitView; readonly item: ItemView };
  readonly standing?: StandingAppeal;
}

/** What the decisions of a package would change at the unit's seat. */
export async function planDecisions(
  db: Kysely<Schema>,
  assessment: Assessment,
  { data }: PackageContents,
): Promise<PlannedRecord[]> {
  const planned: PlannedRecord[] = [];
  for (const row of data.appeals ?? []) {
    const { outcome, why } = await judge(db, assessment, row);
    const points = row.decidedPoints === null ? '' : ` ${formatPoints(row.decidedPoints)}`;
    const what = `申诉：${APPEAL_STATE_NAMES[row.state]}${points}`;
    planned.push(plannedRecord(outcome, placeText(assessment, row), what, why));
  }
  return planned;
}

export interface DecisionsUndo {
  readonly packageUid: string;
  /** Appeals the office filed or took back for the unit: that stands. */
  readonly kept: readonly string[];
}

/** Keeps what became of the unit's appeals, and those the office filed for it. The office's word stands. */
export async function applyDecisions(
  writing: CellWriting,
  { data, manifest }: PackageContents,
): Promise<DecisionsUndo> {
  const { trx, assessment, audit } = writing;
  const kept: string[] = [];
  for (const row of data.appeals ?? []) {
    const { outcome, place, standing } = await judge(trx, assessment, row);
    if (!place || outcome === 'same' || outcome === 'refused') continue;
    const [unitId, itemId] = [place.unit.id, place.item.id];
    if (!standing) kept.push(`${placeText(assessment, row)} 申诉`);
    const appealId = standing?.id ?? (await takeIn(writing, place, row));
    const { state, decidedPoints, opinion, decidedAt, effect } = row;
    if (state === 'upheld' || state === 'adjusted') {
      const told = { state, decidedPoints, opinion, decidedBy: OFFICE, decidedAt, effect };
      await insertToldDecision(trx, { appealId, packageUid: manifest.id, ...told });
    } else if (standing && state === 'withdrawn') {
      kept.push(`${placeText(assessment, row)} 撤回申诉`);
      const by = { decidedBy: OFFICE, decidedAt, adjustmentId: null };
      await closeAppeal(trx, appealId, { state, decidedPoints: null, opinion, ...by });
    }
    await audit({
      action: 'appeal.hear',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      before: { appeal: appealId, state: standing?.state ?? '' },
      after: {
        appeal: appealId,
        state,
        score: decidedPoints === null ? null : formatPoints(decidedPoints),
      },
      reason: opinion,
    });
  }
  return { packageUid: manifest.id, kept };
}

/** Forgets the decisions a package told. @returns what was kept. */
export async function takeBackDecisions(
  { trx, audit, subject }: CellWriting,
  { packageUid, kept }: DecisionsUndo,
): Promise<readonly string[]> {
  const gone = await deleteToldDecisions(trx, packageUid);
  if (gone > 0) await audit({ action: 'package.rollBack', subject, after: { count: gone } });
  const replaced = await listReplacedAppeals(trx, packageUid);
  return [...kept, ...replaced.map((place) => `${place} 申诉决定`)];
}

/** An appeal the office filed for the unit. */
async function takeIn(
  { trx, assessment }: CellWriting,
  { unit, item }: NonNullable<Judged['place']>,
  row: Row,
): Promise<number> {
  const { byHash } = await loadUnitEvidence(trx, unit.id);
  const evidenceIds = [...new Set(row.evidence)].flatMap((sha256) => byHash.get(sha256) ?? []);
  const place = { cycleId: assessment.cycle.id, unitId: unit.id, itemId: item.id };
  const state = row.state === 'withdrawn' ? 'withdrawn' : 'filed';
  return insertPackedAppeal(trx, place, { ...row, state }, evidenceIds);
}

async function judge(db: Kysely<Schema>, assessment: Assessment, row: Row): Promise<Judged> {
  const place = recordPlace(assessment, row);
  if (!place) return { outcome: 'refused', why: '这里的指标表上没有这项指标。' };
  const standing = await findAppealByUid(db, row.uid);
  if (!standing) {
    const open =
      row.state === 'withdrawn' ? undefined : await findOpenAppeal(db, place.unit.id, place.item.id);
    return open
      ? { outcome: 'refused', why: '这里对同一项指标另有一件申诉，考评办还没有收到。', place }
      : { outcome: 'new', why: '', place };
  }
  if (standing.unitId !== place.unit.id || standing.itemId !== place.item.id) {
    return { outcome: 'refused', why: '同一件申诉在这里属于另一项指标。', place };
  }
  const told = row.state === 'upheld' || row.state === 'adjusted';
  // Decided before the office heard that it was withdrawn: what the office decided stands.
  const moves = standing.state === 'filed' ? row.state !== 'filed' : standing.state === 'withdrawn' && told;
  return { outcome: moves ? 'changed' : 'same', why: '', place, standing };
}

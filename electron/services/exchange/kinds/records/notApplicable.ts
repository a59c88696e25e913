import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import type { PackageRow } from '@shared/exchange/packageData';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { NOT_APPLICABLE_STATE_NAMES } from '@shared/year/notApplicable';
import { findRequestAt, writeDecision } from '../../../../database/notApplicableRepository';
import {
  deleteOpenRequest,
  findRequestByUid,
  insertPackedRequest,
  listPackedRequests,
  type StandingRequest,
} from '../../../../database/packedRecordRepository';
import type { Schema } from '../../../../database/schema';
import type { Assessment } from '../../../assessment/assessment';
import { scoreSubject } from '../../../scores/auditedScore';
import { stageNow } from '../../../year/stageNow';
import type { CellScope, CellWriting } from '../../merge/cellKind';
import type { PackageContents, PlannedRecord } from '../packageHandler';
import { OpenPlaces } from './openPlaces';
import { placeText, plannedRecord, recordPlace } from './recordPlace';

type Row = PackageRow<'notApplicable'>;

/** What the office is called where it decided: units and scorers are answered by it, not by a person. */
const OFFICE = '考评办';

/** 缺项 requests as they travel, both ways: the unit asks, the office answers. */
export async function collectNotApplicable(
  db: Kysely<Schema>,
  _assessment: Assessment,
  { unitIds, itemIds }: CellScope,
): Promise<Row[]> {
  const rows = await listPackedRequests(db, unitIds, itemIds);
  return rows.map((row) => ({ ...row, decidedBy: decider(row) }));
}

function decider({ state, requestedBy }: Omit<Row, 'decidedBy'>): string {
  if (state === 'requested') return '';
  return state === 'withdrawn' ? requestedBy : OFFICE;
}

/** Requests as far as their sender may say: what a unit writes into the office's fields is nobody's word. */
function wordsOf({ manifest, data }: PackageContents): readonly Row[] {
  const rows = data.notApplicable ?? [];
  if (manifest.from.seat === 'office') return rows;
  return rows.map((row) => {
    const withdrawn = row.state === 'withdrawn';
    const decidedAt = withdrawn ? row.decidedAt || row.requestedAt : '';
    return { ...row, officeOpinion: '', decidedBy: decider(row), decidedAt };
  });
}

/** What would become of one request; `why` only where it is refused. */
interface Judged {
  readonly row: Row;
  readonly outcome: PlannedRecord['outcome'];
  readonly why: string;
  readonly place?: { readonly unit: UnitView; readonly item: ItemView };
  readonly standing?: StandingRequest;
}

/** What the requests of a package would change here. */
export async function planNotApplicable(
  db: Kysely<Schema>,
  assessment: Assessment,
  contents: PackageContents,
): Promise<PlannedRecord[]> {
  const planned: PlannedRecord[] = [];
  const places = new OpenPlaces();
  for (const row of contents.data.notApplicable ?? []) {
    const { outcome, why } = await judge(db, assessment, contents, row, places);
    const what = `缺项申请（${NOT_APPLICABLE_STATE_NAMES[row.state]}）`;
    planned.push(plannedRecord(outcome, placeText(assessment, row), what, why));
  }
  return planned;
}

/** What the requests of a package need to be taken back. */
export interface NotApplicableUndo {
  /** Ids of requests that came with it. */
  readonly inserted: readonly number[];
  /** Places of those it decided: that stands. */
  readonly decided: readonly string[];
}

/**
 * Takes requests of a unit in at the office, and the office's answers at a seat. A state moves only forward, and only by
 * whose word it is: a unit asks and withdraws, the office approves and refuses. What is refused stays as it is.
 */
export async function applyNotApplicable(
  writing: CellWriting,
  contents: PackageContents,
): Promise<NotApplicableUndo> {
  const { trx, audit } = writing;
  const assessment = {
    ...writing.assessment,
    cycle: { ...writing.assessment.cycle, state: await stageNow(trx, writing.assessment) },
  };
  const undo = { inserted: [] as number[], decided: [] as string[] };
  const places = new OpenPlaces();
  for (const row of wordsOf(contents)) {
    const { outcome, place, standing } = await judge(trx, assessment, contents, row, places);
    if (!place || outcome === 'same' || outcome === 'refused') continue;
    const [unitId, itemId] = [place.unit.id, place.item.id];
    if (standing) {
      const { state, officeOpinion: opinion, decidedBy: person, decidedAt: at } = row;
      if (state === 'requested') throw new Error('a request cannot go back to being open');
      await writeDecision(trx, standing.id, { state, opinion, person, at });
      undo.decided.push(placeText(assessment, row));
    } else {
      undo.inserted.push(await insertPackedRequest(trx, { unitId, itemId }, row));
    }
    await audit({
      action: ACTIONS[row.state],
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      ...(standing ? { before: { requestState: standing.state } } : {}),
      after: { requestState: row.state, basis: row.basis, officeOpinion: row.officeOpinion },
      reason: row.officeOpinion || row.reason,
    });
  }
  return undo;
}

const ACTIONS = {
  requested: 'notApplicable.request',
  withdrawn: 'notApplicable.withdraw',
  approved: 'notApplicable.approve',
  refused: 'notApplicable.refuse',
} as const;

/** Takes back requests that came with a package and that nobody has said anything about. @returns what was kept. */
export async function takeBackNotApplicable(
  { trx, audit, subject }: CellWriting,
  { inserted, decided }: NotApplicableUndo,
): Promise<string[]> {
  const kept = decided.map((place) => `${place} 缺项审批`);
  let gone = 0;
  for (const id of inserted) {
    if (await deleteOpenRequest(trx, id)) gone += 1;
    else kept.push(`缺项申请第 ${id} 条`);
  }
  if (gone > 0) await audit({ action: 'package.rollBack', subject, after: { notApplicable: gone } });
  return kept;
}

async function judge(
  db: Kysely<Schema>,
  assessment: Assessment,
  { manifest }: PackageContents,
  row: Row,
  places: OpenPlaces,
): Promise<Judged> {
  const place = recordPlace(assessment, row);
  const refused = (why: string): Judged => ({ row, outcome: 'refused', why });
  if (!place) return refused('这里的指标表上没有这个单位的这项指标。');
  const standing = await findRequestByUid(db, row.uid);
  if (standing && (standing.unitId !== place.unit.id || standing.itemId !== place.item.id)) {
    return refused('同一份申请在这里属于另一项指标。');
  }
  if (manifest.from.seat === 'office') return judgeAnswer(db, row, place, standing, places);
  if (manifest.from.unitCode !== row.unit) return refused('只能为本单位申请缺项。');
  return judgeRequest(db, assessment, row, place, standing, places);
}

/** What a unit asks, at the office. */
async function judgeRequest(
  db: Kysely<Schema>,
  { cycle }: Assessment,
  row: Row,
  place: NonNullable<Judged['place']>,
  standing: StandingRequest | undefined,
  places: OpenPlaces,
): Promise<Judged> {
  const { unit, item } = place;
  const as = (outcome: Judged['outcome'], why = ''): Judged => ({
    ...{ row, outcome, why, place },
    ...(standing ? { standing } : {}),
  });
  if (standing) {
    if (standing.state === row.state || row.state !== 'withdrawn') return as('same');
    if (standing.state !== 'requested') return as('refused', '考评办已经审批，不能再撤回。');
    places.free(unit.id, item.id);
    return as('changed');
  }
  // Taken back before anybody here saw it: kept, so that an older package does not bring it up again.
  if (row.state === 'withdrawn') return as('new');
  if (row.state !== 'requested') return as('refused', '考评办没有这份申请，审批结果不由单位填写。');
  const stage = stageOf(cycle.state);
  if (stage < stageOf('published') || stage > stageOf('reviewing')) {
    return as('refused', `年度在“${CYCLE_STATE_NAMES[cycle.state]}”阶段，不再受理缺项申请。`);
  }
  if (item.section !== 'base') return as('refused', '只有基本指标可以申请缺项。');
  if (row.reason.trim() === '') return as('refused', '没有写明申请理由。');
  const other = await findRequestAt(db, unit.id, item.id);
  const open = other?.state === 'requested' || other?.state === 'approved';
  if (!places.take(unit.id, item.id, open)) return as('refused', '这项指标已经有一份缺项申请。');
  return as('new');
}

/** What the office answers, at a seat. */
async function judgeAnswer(
  db: Kysely<Schema>,
  row: Row,
  place: NonNullable<Judged['place']>,
  standing: StandingRequest | undefined,
  places: OpenPlaces,
): Promise<Judged> {
  const as = (outcome: Judged['outcome'], why = ''): Judged => ({
    ...{ row, outcome, why, place },
    ...(standing ? { standing } : {}),
  });
  if (standing) {
    if (standing.state === row.state || row.state === 'requested') return as('same');
    const forward =
      standing.state === 'requested' || (standing.state === 'approved' && row.state === 'refused');
    if (forward) {
      if (row.state !== 'approved') places.free(place.unit.id, place.item.id);
      return as('changed');
    }
    return standing.state === 'withdrawn' ? as('refused', '本单位已经撤回这份申请。') : as('same');
  }
  if (row.state === 'requested') {
    const other = await findRequestAt(db, place.unit.id, place.item.id);
    const open = other?.state === 'requested';
    if (!places.take(place.unit.id, place.item.id, open)) {
      return as('refused', '这项指标已经有一份没有审批的缺项申请。');
    }
  }
  return as('new');
}

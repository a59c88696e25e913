import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { storePriorScores } from '../../../database/seatRepository';
import { listDeadlines } from '../../../database/yearRepository';
import type { PackageHandler, PlannedRecord } from '../kinds/packageHandler';
import {
  applyNotApplicable,
  planNotApplicable,
  takeBackNotApplicable,
  type NotApplicableUndo,
} from '../kinds/records/notApplicable';
import {
  applySheetWords,
  planSheetWords,
  takeBackSheetWords,
  type SheetWordsUndo,
} from '../kinds/records/sheetWords';
import type { WithdrawnUndo } from '../kinds/records/withdrawals';
import { applyDuties, planDuties, takeBackDuties } from './duties';
import { followSitter, unfollowSitter, type SitterUndo } from './followSitter';
import { followYear, isLatest, unfollowYear, type YearMoved } from './followYear';
import { isBeginning } from './nextYear';
import { newReasons, storeReasons } from './usualReasons';

/** What a 任务包 or 评分包 brings beside cells: units, the stage of the year, deadlines, last year, 缺项 requests. */
export const planSeatRecords: PackageHandler['planRecords'] = async (db, assessment, contents) => {
  const { manifest, data } = contents;
  const { cycle } = assessment;
  // Ids of units that are not here yet are negative (`widen`).
  const units = assessment.units.filter(({ id }) => id < 0);
  const begun = isBeginning(assessment)
    ? [record('new', cycle.name, '开始新年度：以前年度的内容留在本考评库，不再改动，也不再送出')]
    : [];
  const planned: PlannedRecord[] = begun;
  const fresh = units.map(({ name }) => record('new', name, '被考评单位'));
  planned.push(...fresh);
  const latest = await isLatest(db, contents);
  if (latest && cycle.state !== manifest.cycle.state) {
    const what = `年度阶段：${CYCLE_STATE_NAMES[cycle.state]} → ${CYCLE_STATE_NAMES[manifest.cycle.state]}`;
    planned.push(record('changed', cycle.name, what));
  }
  if (latest) {
    const before = await listDeadlines(db, cycle.id);
    for (const { state, dueOn } of data.deadlines ?? []) {
      if (before.get(state) === dueOn) continue;
      const outcome = before.has(state) ? 'changed' : 'new';
      planned.push(record(outcome, cycle.name, `${CYCLE_STATE_NAMES[state]}期限：${dueOn}`));
    }
  }
  const reasons = latest ? await newReasons(db, assessment, contents) : [];
  if (reasons.length > 0) planned.push(record('changed', cycle.name, `常用理由：${reasons.length} 条`));
  return [
    ...planned,
    ...(await planDuties(db, assessment, contents)),
    ...(await planSheetWords(db, assessment, contents)),
    ...(await planNotApplicable(db, assessment, contents)),
  ];
};

interface SeatUndo extends WithdrawnUndo {
  readonly year: YearMoved;
  readonly sitter: SitterUndo | null;
  readonly packageUid: string;
  /** Items taken from the scorer. */
  readonly taken: readonly string[];
  readonly sheet: SheetWordsUndo;
  readonly notApplicable: NotApplicableUndo;
}

const record = (outcome: PlannedRecord['outcome'], place: string, what: string): PlannedRecord => ({
  ...{ outcome, place, what },
  why: '',
});

/** Writes them. */
export const applySeatRecords: PackageHandler['applyRecords'] = async (writing, contents) => {
  const { trx, assessment, audit, subject } = writing;
  const year = await followYear(writing, contents);
  if (await isLatest(trx, contents)) await storeReasons(writing, contents);
  const scores = (contents.data.priorScores ?? []).flatMap(({ unit, ...score }) => {
    const unitId = assessment.unitByCode.get(unit)?.id;
    return unitId === undefined ? [] : [{ ...score, unitId }];
  });
  if (scores.length > 0 && (await isLatest(trx, contents))) {
    await storePriorScores(trx, scores);
    await audit({ action: 'package.receive', subject, after: { priorScores: scores.length } });
  }
  const sitter = await followSitter(writing, contents);
  const taken = await applyDuties(writing, contents);
  const sheet = await applySheetWords(writing, contents);
  const { withdrawn } = sheet.withdrawals;
  const { id: packageUid } = contents.manifest;
  const notApplicable = await applyNotApplicable(writing, contents);
  return { undo: { year, sitter, taken, packageUid, sheet, withdrawn, notApplicable } satisfies SeatUndo };
};

/** Takes them back, as far as nobody has gone on since; units, assignments and last year's scores stay. */
export const takeBackSeatRecords: PackageHandler['takeBackRecords'] = async (writing, undo) => {
  const { year, sitter, taken, packageUid, sheet, notApplicable } = undo as SeatUndo;
  await unfollowSitter(writing, sitter);
  await takeBackDuties(writing, packageUid, taken);
  return [
    ...(await unfollowYear(writing, year)),
    ...(await takeBackSheetWords(writing, sheet)),
    ...(await takeBackNotApplicable(writing, notApplicable)),
  ];
};

import { CYCLE_STATE_NAMES, scoringOpen } from '@shared/domain/cycleState';
import { hasConflict, mayDo, type Actor } from '@shared/domain/role';
import { isSameName } from '@shared/domain/sameName';
import { cycleStateForbids, itemNotAssigned } from '@shared/errors/access';
import { itemCodeUnknown, unitCodeUnknown } from '@shared/errors/cli';
import { packageNotForYou } from '@shared/errors/exchange';
import { nothingToScore, packageScorerUnknown } from '@shared/errors/seats';
import type { Version } from '@shared/exchange/versions';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { listStoredAccounts } from '../../../database/accountRepository';
import { assertMay, assertNoConflict } from '../../access/assertMay';
import type { Assessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import { judgementCells } from '../cells/judgementCells';
import { linkCells } from '../cells/linkCells';
import { markingCells } from '../cells/markingCells';
import { scoreCells } from '../cells/scoreCells';
import { selfCells } from '../cells/selfCells';
import type { CellScope } from '../merge/cellKind';
import { cellParts } from '../merge/cellName';
import { listHandouts } from '../handedOut';
import { packedEvidence } from '../packedEvidence';
import { packedYear } from '../seats/packedYear';
import { packedReasons } from '../seats/usualReasons';
import { applySeatRecords, planSeatRecords, takeBackSeatRecords } from '../seats/seatRecords';
import { applyStructure, widen } from '../seats/seatStructure';
import type { PackageHandler, PackRequest } from './packageHandler';
import { collectNotApplicable } from './records/notApplicable';

/**
 * 评分包: chosen units on chosen items for one scorer, with what the units handed in and what the scorer has scored so
 * far; no other unit, no other scorer's score or marking, and never the scorer's own unit.
 */
export const assignHandler: PackageHandler = {
  kind: 'assign',

  async collect(workspace, assessment, request) {
    assertMay(workspace, 'managePeople');
    assertOpen(assessment);
    const scorer = await findScorer(workspace, request.scorer);
    const duties = itemsFor(assessment, scorer, { itemCodes: [] });
    const items = itemsFor(assessment, scorer, request);
    const units = unitsFor(assessment, scorer, items, request);
    if (items.length === 0 || units.length === 0) throw nothingToScore({ name: scorer.name });
    const scope: CellScope = { unitIds: units.map(({ id }) => id), itemIds: items.map(({ id }) => id) };
    const { rows, files, absent } = await packedEvidence(workspace, scope);
    const { uid, name, unitCode } = scorer;
    const handouts = await listHandouts(workspace.reader, assessment);
    const names = [name, ...handouts.flatMap((each) => (each.scorer.uid === uid ? each.scorer.name : []))];
    return {
      to: { seat: 'assessor', unitCode: '', unitName: '', scorer: name },
      answers: '',
      data: {
        ...(await packedYear(workspace, assessment, scope)),
        assignments: items.map(({ code }) => ({ item: code })),
        duties: duties.map(({ code }) => ({ item: code })),
        itemMarkings: items.flatMap(({ id, code }) => {
          const marking = assessment.markingOf(id);
          return marking ? [{ item: code, ...marking }] : [];
        }),
        usualReasons: await packedReasons(workspace, assessment, items),
        scorers: [{ uid, name, unitCode, allItems: false }],
        notApplicable: await collectNotApplicable(workspace.reader, assessment, scope),
        evidence: rows,
      },
      cells: [
        { kind: selfCells, scope },
        { kind: linkCells, scope },
        { kind: judgementCells, scope },
        { kind: scoreCells, scope, sees: (version) => isScoreOf(names, version) },
        { kind: markingCells, scope, sees: ({ cell }) => isMarkingOf(assessment, uid, cell) },
      ],
      files,
      absent,
      handedOut: {
        scorer: { uid, name },
        unitCodes: units.map(({ code }) => code),
        itemCodes: items.map(({ code }) => code),
      },
    };
  },

  cellKinds: [selfCells, linkCells, judgementCells, scoreCells, markingCells],
  widen,
  applyStructure,

  async scope({ unitByCode, itemByCode }, { manifest, data }, db) {
    const [scorer] = data.scorers ?? [];
    const accounts = await listStoredAccounts(db);
    const own = accounts.find(({ actor }) => actor.uid === scorer?.uid);
    if (!scorer || !own) {
      const here = accounts.map(({ actor }) => actor.name).join('、');
      throw packageNotForYou({ name: '评分包', forWhom: manifest.to?.scorer ?? '', here });
    }
    const units = (data.units ?? []).flatMap(({ code }) => unitByCode.get(code) ?? []);
    for (const unit of units) assertNoConflict(own.actor, unit, '评分');
    return {
      unitIds: units.map(({ id }) => id),
      itemIds: (data.assignments ?? []).flatMap(({ item }) => itemByCode.get(item)?.id ?? []),
    };
  },

  hold: async () => '',
  planRecords: planSeatRecords,
  applyRecords: applySeatRecords,
  takeBackRecords: takeBackSeatRecords,
};

/** From publishing on, and as long as scores may be typed. @throws {AppError} CYCLE_STATE_FORBIDS */
function assertOpen({ cycle: { state } }: Pick<Assessment, 'cycle'>): void {
  if (state === 'draft') {
    const todo = '请先发布本年度：发布后指标体系、单位和分组不再变动，数据包才对得上。';
    throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what: '发放评分包', todo });
  }
  if (!scoringOpen(state)) {
    throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what: '发放评分包' });
  }
}

/** @throws {AppError} PACKAGE_SCORER_UNKNOWN */
async function findScorer({ reader }: Workspace, name: string): Promise<Actor> {
  const found = (await listStoredAccounts(reader)).find(
    ({ actor, active }) => active && mayDo(actor, 'score') && isSameName(actor.name, name.trim()),
  );
  if (!found || name.trim() === '') throw packageScorerUnknown({ name: name.trim() });
  return found.actor;
}

/** Items the scorer has, or those that are named. @throws {AppError} ITEM_CODE_UNKNOWN, ITEM_NOT_ASSIGNED */
function itemsFor(
  { items, itemByCode, isAssigned }: Assessment,
  { accountId, allItems, name }: Actor,
  { itemCodes }: Pick<PackRequest, 'itemCodes'>,
): readonly ItemView[] {
  const has = ({ id }: ItemView): boolean => allItems || isAssigned(id, accountId);
  if (itemCodes.length === 0) return items.filter(has);
  const wanted = [...new Set(itemCodes)].map((code) => {
    const item = itemByCode.get(code);
    if (!item) throw itemCodeUnknown({ code });
    if (!has(item)) throw itemNotAssigned({ person: name, code });
    return item;
  });
  // In the order of the table.
  return items.filter((item) => wanted.includes(item));
}

/**
 * Units that any of the items applies to: all but the scorer's own, or those that are named.
 *
 * @throws {AppError} UNIT_CODE_UNKNOWN, CONFLICT_OF_INTEREST where the own one is named
 */
function unitsFor(
  { units, unitByCode, itemsOf }: Assessment,
  scorer: Actor,
  items: readonly ItemView[],
  { unitCodes }: PackRequest,
): readonly UnitView[] {
  for (const code of unitCodes) {
    const unit = unitByCode.get(code);
    if (!unit) throw unitCodeUnknown({ code, known: units.map((known) => known.code) });
    assertNoConflict(scorer, unit, '评分');
  }
  const chosen = new Set(items);
  const applies = (unit: UnitView): boolean => itemsOf(unit).some((item) => chosen.has(item));
  return units.filter(
    (unit) =>
      (unitCodes.length === 0 ? !hasConflict(scorer, unit) : unitCodes.includes(unit.code)) && applies(unit),
  );
}

/** Whether a version of a score is the scorer's own word, under whatever name. What was taken away says nothing of whoever had scored. */
function isScoreOf(names: readonly string[], { value, person }: Version): boolean {
  const score = JSON.parse(value) as { readonly scorer?: unknown } | null;
  const own = typeof score?.scorer === 'string' ? score.scorer : person;
  return names.some((name) => isSameName(own, name));
}

/** Whether a marking's cell is of the scorer's account. */
function isMarkingOf(assessment: Assessment, uid: string, cell: string): boolean {
  return cellParts(markingCells.kind, assessment, cell)?.[2] === uid;
}

import { evaluateItem } from '@shared/scoring/evaluateItem';
import { listMarkings } from '../../database/markingRepository';
import { listApprovedAbsences } from '../../database/settlementRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { judgementCells } from './cells/judgementCells';
import { MARKING_KIND } from './cells/markingCells';
import { placeKey } from './cells/placeOfCell';
import { SCORE_KIND, scoreCells, scoreSchema } from './cells/scoreCells';
import type { HandedPlaces } from './handedOut';
import type { CellKind, CellScope, CellValue } from './merge/cellKind';
import { cellName } from './merge/cellName';

/** How far a scorer is with what was handed out. */
export interface OwnWork {
  /** Scores, locked markings and judgements that stand. */
  readonly done: number;
  /** Markings that are not locked, which nobody else sees yet. */
  readonly drafts: number;
  /** Places of base items that are not scored, or not completely; drafts are told apart. */
  readonly open: number;
  /** Whether a cell may leave: handed out, and locked where several score. What was taken out again leaves too. */
  sends(cell: string): boolean;
}

/** What the scorer of a seat has done within a scope, of what was handed out and nothing else. */
export async function readOwnWork(
  workspace: Workspace,
  assessment: Assessment,
  scope: CellScope,
  handed: HandedPlaces,
): Promise<OwnWork> {
  const { reader, actor } = workspace;
  const isHanded = ({ locate }: CellKind, cell: string): boolean => {
    const place = locate(assessment, cell);
    return place !== undefined && handed.has(place.unitId, place.itemId);
  };
  const own = async (kind: CellKind): Promise<readonly CellValue[]> =>
    (await kind.read(reader, assessment, scope)).filter(({ cell }) => isHanded(kind, cell));
  const scored = await own(scoreCells);
  const judged = await own(judgementCells);
  const markings = (
    await listMarkings(reader, assessment.cycle.id, { unitIds: scope.unitIds, accountId: actor.accountId })
  ).filter(({ unitId, itemId }) => handed.has(unitId, itemId) && scope.itemIds?.includes(itemId));
  const locked = markings.filter(({ lockedAt }) => lockedAt !== null);
  const { unitById, itemById } = assessment;
  const lockedCells = new Set(
    locked.flatMap(({ unitId, itemId }) => {
      const [unit, item] = [unitById.get(unitId), itemById.get(itemId)];
      return unit && item ? [cellName(MARKING_KIND, assessment, unit.code, item.code, actor.uid)] : [];
    }),
  );
  const begun = new Set(markings.map(placeKey));
  const complete = new Set(scored.filter((value) => isComplete(assessment, value)).map(({ cell }) => cell));
  return {
    done: scored.length + judged.length + lockedCells.size,
    drafts: markings.length - locked.length,
    open: await countOpen(
      workspace,
      assessment,
      scope,
      handed,
      (key, cell) => begun.has(key) || complete.has(cell),
    ),
    sends: (cell) => lockedCells.has(cell) || isHanded(scoreCells, cell) || isHanded(judgementCells, cell),
  };
}

function isComplete(assessment: Assessment, { cell, value }: CellValue): boolean {
  const item = assessment.itemById.get(scoreCells.locate(assessment, cell)?.itemId ?? 0);
  const score = scoreSchema.parse(JSON.parse(value));
  return Boolean(item && score && evaluateItem(item, score, assessment.cycle.year).status !== 'unscored');
}

async function countOpen(
  { reader }: Workspace,
  assessment: Assessment,
  { unitIds, itemIds }: CellScope,
  handed: HandedPlaces,
  isDone: (key: string, scoreCell: string) => boolean,
): Promise<number> {
  const exempt = new Set((await listApprovedAbsences(reader, unitIds)).map(placeKey));
  let open = 0;
  for (const unit of unitIds.flatMap((id) => assessment.unitById.get(id) ?? [])) {
    for (const { id, code, section } of assessment.itemsOf(unit)) {
      if (section !== 'base' || !itemIds?.includes(id) || !handed.has(unit.id, id)) continue;
      const key = placeKey({ unitId: unit.id, itemId: id });
      if (!exempt.has(key) && !isDone(key, cellName(SCORE_KIND, assessment, unit.code, code))) open += 1;
    }
  }
  return open;
}

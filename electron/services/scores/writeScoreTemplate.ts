import { seesScorers } from '@shared/domain/visibility';
import type { ScoreRow, UnitView } from '@shared/ipc/views';
import type { ScoreTemplateRow } from '@shared/tables/scoreTable';
import { itemNotFound } from '@shared/errors/indicators';
import { maySeeScore } from '../access/assertMaySee';
import { assertSignedIn } from '../access/assertMay';
import { listMarkings, type StoredMarking } from '../../database/markingRepository';
import { listScoresOfUnit } from '../../database/scoreRepository';
import { writeScoreTemplate as writeTemplateWorkbook } from '../../workbook/scoreWorkbook';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { marksOwn } from '../marking/splitMarkings';
import type { Workspace } from '../workspace/workspace';
import { requireUnit } from './locate';
import { publicScore, readPublicReasons } from './publicReasons';

export interface TemplateScope {
  /** Left out: all units. */
  readonly unitIds?: readonly number[];
  /** Left out: all items. */
  readonly itemIds?: readonly number[];
}

/**
 * Writes a scoring workbook with a row for each unit and each item of its table, holding what was entered so far (the own
 * marking where several score the item); only what whoever is signed in may see.
 *
 * @throws {AppError} UNIT_NOT_FOUND, ITEM_NOT_FOUND and those of writing a file.
 */
export async function writeScoreTemplate(
  workspace: Workspace,
  { unitIds, itemIds }: TemplateScope,
  path: string,
): Promise<void> {
  assertSignedIn(workspace);
  const assessment = await loadAssessment(workspace);
  const units = unitIds ? unitIds.map((id) => requireUnit(assessment, id)) : assessment.units;
  const wanted = itemIds && new Set(itemIds);
  const items = assessment.items.filter((item) => !wanted || wanted.has(item.id));
  if (wanted && items.length < wanted.size) throw itemNotFound();
  const rows: ScoreTemplateRow[] = [];
  for (const unit of units) rows.push(...(await rowsOfUnit(workspace, assessment, unit, wanted)));
  await writeTemplateWorkbook(rows, items, path);
}

async function rowsOfUnit(
  workspace: Workspace,
  assessment: Assessment,
  unit: UnitView,
  wanted: ReadonlySet<number> | undefined,
): Promise<ScoreTemplateRow[]> {
  const scores = await listScoresOfUnit(workspace.reader, unit.id);
  const own = await ownMarkings(workspace, assessment, unit);
  const reasons = seesScorers(workspace.actor, unit)
    ? null
    : await readPublicReasons(workspace.reader, [unit.id]);
  const told = (score: ScoreRow | undefined): ScoreRow | undefined =>
    score && reasons ? publicScore(score, reasons.get(unit.id)?.get(score.itemId)) : score;
  return assessment
    .itemsOf(unit)
    .filter((item) => (!wanted || wanted.has(item.id)) && maySeeScore(workspace, assessment, unit, item))
    .map((item) => {
      const marks = marksOwn(workspace, assessment, item.id);
      const score = marks ? own.get(item.id) : told(scores.get(item.id));
      return { unit, item, entry: score?.entry ?? null, scorer: score?.scorer ?? '' };
    });
}

/** The own markings of a unit, by item. */
async function ownMarkings(
  { reader, actor }: Workspace,
  assessment: Assessment,
  unit: UnitView,
): Promise<ReadonlyMap<number, Pick<StoredMarking, 'entry' | 'scorer'>>> {
  const itemIds = assessment
    .itemsOf(unit)
    .filter(({ id }) => marksOwn({ actor }, assessment, id))
    .map(({ id }) => id);
  if (itemIds.length === 0) return new Map();
  const { accountId } = actor;
  const markings = await listMarkings(reader, assessment.cycle.id, {
    unitIds: [unit.id],
    itemIds,
    accountId,
  });
  return new Map(markings.map((marking) => [marking.itemId, marking]));
}

import { formatPoints, type Points } from '@shared/domain/points';
import type { ExplanationStep } from '@shared/domain/score';
import type { Request, Response } from '@shared/ipc/contract';
import type { ItemView, ScoreRow, UnitView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { explainTotal, totalUnit } from '@shared/scoring/totalUnit';
import { formatInputs } from '@shared/tables/inputText';
import { seesScorers } from '@shared/domain/visibility';
import { assertMaySeeScore, assertMaySeeTotal, maySeeScore } from '../access/assertMaySee';
import { listAdjustmentsOfUnit, type StoredAdjustment } from '../../database/adjustmentRepository';
import { listIncidentsOfUnit } from '../../database/incidentRepository';
import { listScoresOfUnit } from '../../database/scoreRepository';
import { listEvidenceNames, listSelfEvaluations } from '../../database/sheetRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { explainCaseFiles } from '../caseFiles/explainCaseFiles';
import { CASE_REVIEW_SCORER } from '../caseFiles/planFeed';
import { explainMarkings } from '../marking/explainMarkings';
import { readUnitFigures, type UnitFigures } from '../totals/unitFigures';
import type { Workspace } from '../workspace/workspace';
import { incidentLines } from '../insight/incidentLines';
import { explainLayers } from './explainLayers';
import { localTime } from '../localTime';
import { locate, requireItem, requireUnit } from './locate';
import { publicScore, readPublicReasons } from './publicReasons';

/**
 * Where a figure comes from (product rule 2): the unit's final score → totals and level-1 parts → items → rules → inputs
 * → reason, scorer, time and evidence. With an item, only that item.
 *
 * @throws {AppError} UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT, SCORES_NOT_OPEN
 */
export async function explainScore(
  workspace: Workspace,
  { unitId, itemId }: Request<'scores:explain'>,
): Promise<Response<'scores:explain'>> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  if (itemId === undefined) assertMaySeeTotal(workspace, assessment, unit);
  else assertMaySeeScore(workspace, assessment, unit, requireItem(assessment, itemId));
  const scores = await listScoresOfUnit(workspace.reader, unitId);
  const evidence = await listEvidenceNames(workspace.reader, unitId);
  const self = await listSelfEvaluations(workspace.reader, unitId);
  const adjustments = await listAdjustmentsOfUnit(workspace.reader, unitId);
  const incidents = await listIncidentsOfUnit(workspace.reader, unitId);
  const names = seesScorers(workspace.actor, unit);
  const markings = names
    ? await explainMarkings(workspace.reader, assessment, unit, assessment.itemsOf(unit), workspace.actor)
    : new Map<number, readonly ExplanationStep[]>();
  const reasons = names
    ? undefined
    : ((await readPublicReasons(workspace.reader, [unitId])).get(unitId) ?? new Map<number, string>());
  const isFed = (id: number): boolean => scores.get(id)?.scorer === CASE_REVIEW_SCORER;
  const anyFed = itemId === undefined ? [...scores.keys()].some(isFed) : isFed(itemId);
  const caseFilesOf = anyFed
    ? await explainCaseFiles(workspace.reader, assessment.cycle.id, unitId, names)
    : () => [];
  const explain = (item: ItemView): ExplanationStep => {
    // A total may be seen by somebody who scores only some of what it is made of.
    if (!maySeeScore(workspace, assessment, unit, item)) {
      return { text: `${item.code} ${item.name}：没有分配给“${workspace.person}”，不显示` };
    }
    return explainItem(
      item,
      {
        score: toldScore(scores.get(item.id), reasons),
        selfText: self.get(item.id)?.points ?? '',
        adjustments: adjustments.get(item.id) ?? [],
        evidence: evidence.get(item.id) ?? [],
        incidents: incidentLines(incidents, item.id),
        markings: markings.get(item.id),
        anonymous: !names,
        caseFiles: isFed(item.id) ? caseFilesOf(item) : [],
      },
      assessment.cycle.year,
    );
  };
  if (itemId !== undefined) {
    const { item } = locate(assessment, unitId, itemId);
    return { title: `${unit.name} · ${item.code} ${item.name}`, root: explain(item) };
  }
  const figures = (await readUnitFigures(workspace.reader, assessment, [unitId])).get(unitId);
  if (!figures) throw new Error(`unit ${unitId} has no figures`);
  return { title: `${unit.name} · 最终得分`, root: explainUnit(assessment, unit, figures, explain) };
}

function explainUnit(
  assessment: Assessment,
  unit: UnitView,
  figures: UnitFigures,
  explain: (item: ItemView) => ExplanationStep,
): ExplanationStep {
  const { settings } = assessment.system.system;
  const root = explainTotal(figures.sums, totalUnit(figures.sums, settings), settings);
  const items = assessment.itemsOf(unit);
  const parts = assessment.system.parts.flatMap((part): ExplanationStep[] => {
    const own = items.filter(
      (item) =>
        item.section === part.section && item.level1Code === part.code && item.level1Name === part.name,
    );
    if (own.length === 0) return [];
    const index = assessment.parts.indexOf(part);
    return [{ text: partLine(part.name, figures.parts[index]), children: own.map(explain) }];
  });
  return { text: root.text, children: [...(root.children ?? []), ...parts] };
}

function partLine(name: string, figures: UnitFigures['parts'][number] | undefined): string {
  if (!figures) return name;
  const open = figures.unscored > 0 ? `，未评 ${figures.unscored} 项` : '';
  // Not scored is not zero: a part nobody has scored anything in shows no 0.00.
  const scored =
    figures.unscored > 0 && figures.scored === 0 ? '尚无得分' : `得 ${formatPoints(figures.scored)}`;
  return `${name}：${scored}，适用 ${formatPoints(figures.applicable)}${open}`;
}

/** @param reasons what the unit is told; undefined: the viewer is not of the unit. */
function toldScore(
  score: ScoreRow | undefined,
  reasons: ReadonlyMap<number, string> | undefined,
): ScoreRow | undefined {
  return score && reasons ? publicScore(score, reasons.get(score.itemId)) : score;
}

/** What is known of one item of one unit. */
export interface ExplainedScore {
  readonly score: ScoreRow | undefined;
  /** 自评分 as typed; '' for none. */
  readonly selfText: string;
  readonly adjustments: readonly StoredAdjustment[];
  /** Names of its files. */
  readonly evidence: readonly string[];
  /** What facts are linked to it, and where else they deduct. */
  readonly incidents?: readonly string[];
  /** Where several people score it: every figure, and how they were settled. */
  readonly markings?: readonly ExplanationStep[];
  /** For somebody of the unit: nobody who scored or adjusted is named. */
  readonly anonymous?: boolean;
  /** Reviewed case files it was written from. */
  readonly caseFiles?: readonly ExplanationStep[];
}

/**
 * One item of one unit: its final figure, the layers it consists of, the steps that lead to the assessed one, what was
 * typed, and who did it when.
 */
export function explainItem(item: ItemView, known: ExplainedScore, cycleYear: number): ExplanationStep {
  const { score, selfText, adjustments, evidence, anonymous = false } = known;
  const { incidents = [], markings = [], caseFiles = [] } = known;
  const result = evaluateItem(item, score?.entry ?? null, cycleYear, score?.settled);
  const children: ExplanationStep[] = [
    ...explainLayers(item, score, selfText, adjustments, anonymous),
    ...result.steps,
  ];
  for (const problem of result.problems) {
    children.push({ text: `${problem.field ? `${problem.field}：` : ''}${problem.message}` });
  }
  const inputs = score ? formatInputs(item, score.entry.inputs) : '';
  if (inputs !== '') children.push({ text: `评分输入：${inputs}` });
  if (score?.updatedAt) {
    const who = anonymous ? '评分时间：' : `评分人：${score.scorer || '未记录'}，`;
    children.push({ text: `${who}${localTime(score.updatedAt)}` });
  }
  children.push(...caseFiles, ...markings, ...incidents.map((incident) => ({ text: `事件：${incident}` })));
  const files = evidence.length > 0 ? `${evidence.length} 件：${evidence.join('、')}` : '无';
  children.push({ text: `佐证材料：${files}` });
  const final = score?.finalPoints ?? null;
  return { text: `${item.code} ${item.name}：${outcome(item, result, final)}`, children };
}

/** @param final 最终分, hundredths; null where nothing is scored. */
function outcome(item: ItemView, result: ReturnType<typeof evaluateItem>, final: Points | null): string {
  if (result.status === 'unscored') return '未评分';
  if (result.status === 'notApplicable') {
    return result.source === 'request' ? '不适用（经申请）' : '不适用（分母为零）';
  }
  const points = final ?? result.points;
  switch (item.section) {
    case 'base':
      return `得 ${formatPoints(points)}，分值 ${formatPoints(item.points)}`;
    case 'bonus':
      return `加 ${formatPoints(points)}`;
    case 'deduction':
      return `扣 ${formatPoints(points)}`;
    case 'veto':
      return result.veto === null ? '未触发' : result.veto === 'fail' ? '触发：不合格' : '触发：最高良好';
  }
}

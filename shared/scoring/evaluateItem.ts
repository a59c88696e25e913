import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { formatPoints, halfWidth, type Points } from '@shared/domain/points';
import type { ExplanationStep, FieldProblem, ItemResult, ScoreEntry } from '@shared/domain/score';
import { combineRules, type RuleResult } from './combineRules';
import { InputReader } from './inputReader';
import { isOnStep, readPointsGiven, stepMessage } from './manual';
import { scoreRule } from './scoreRule';
import { itemLimit, ruleWorth } from './worth';

const NOTHING: Readonly<Record<string, string>> = {};
const NOT_SCORED: ItemResult = { status: 'unscored', problems: [], steps: [{ text: '未评分' }] };

type Scored = Extract<ItemResult, { status: 'scored' }>;

/**
 * What one entry comes to under the rules of its item: the one engine behind screen, workbook, report and command line.
 *
 * An entry that is not yet complete is unscored without problems; one that is wrong is unscored with them. Points given
 * directly (得分) stand where nothing else was typed, or where the inputs come to the same. Practice page §6, §7.1.
 *
 * @param entry      as typed; null where nothing was.
 * @param cycleYear  year of the cycle, for deadlines.
 * @param settled    the points were decided from several scorers' markings: a mean need not fit the rule's steps.
 */
export function evaluateItem(
  item: ScoringItem,
  entry: ScoreEntry | null,
  cycleYear: number,
  settled = false,
): ItemResult {
  if (entry === null) return NOT_SCORED;
  if (entry.notApplicable) return byRequest(entry);
  const points = entry.points === '' ? '' : halfWidth(entry.points);
  const problems: FieldProblem[] = [];
  const given = points === '' ? null : readDirect(item, points, problems);
  const inputs = readInputs(item, entry, cycleYear, problems);
  if (problems.length > 0) return unscored(problems);
  if (!inputs.any) return given === null ? NOT_SCORED : direct(item, entry, given, settled);
  const computed = inputs.rules ? combineRules(item, inputs.rules) : null;
  if (given === null) return computed === null ? NOT_SCORED : withReason(item, entry, computed);
  if (computed === null) {
    return refused(
      '得分',
      'INPUTS_INCOMPLETE',
      '评分输入未填完整，无法与得分核对，请补全评分输入，或只保留得分',
    );
  }
  if (computed.status !== 'scored' || computed.points !== given) {
    const figure = computed.status === 'scored' ? `${formatPoints(computed.points)}分` : '缺项（不适用）';
    return refused(
      '得分',
      'POINTS_DIFFER',
      `得分${formatPoints(given)}与评分输入算出的${figure}不一致，请核对后保留一项`,
    );
  }
  return withReason(item, entry, computed);
}

function byRequest(entry: ScoreEntry): ItemResult {
  if (entry.reason.trim() === '') return refused('扣分理由', 'REASON_REQUIRED', '标为不适用时必须填写理由');
  return {
    status: 'notApplicable',
    source: 'request',
    problems: [],
    steps: [{ text: `经申请不适用，不计入适用分值。理由：${entry.reason.trim()}` }],
  };
}

/** All rules' outcomes, or `rules: null` while any is incomplete. Every field is read, so all problems show at once. */
function readInputs(
  item: ScoringItem,
  entry: ScoreEntry,
  cycleYear: number,
  problems: FieldProblem[],
): { any: boolean; rules: readonly RuleResult[] | null } {
  const rules: RuleResult[] = [];
  let any = false;
  for (let index = 0; index < Math.max(item.rules.length, entry.inputs.length); index++) {
    const rule = item.rules[index];
    const reader = new InputReader(entry.inputs[index] ?? NOTHING, index === 0 ? '' : `[${index + 1}]`);
    // 文号 alone is no input: it also stands beside points given directly.
    if (reader.hasAny('文号')) any = true;
    if (rule) {
      const worth = ruleWorth(rule, item);
      const outcome = scoreRule(rule, reader, { section: item.section, worth, cycleYear });
      if (outcome !== null) rules.push({ rule, worth, outcome });
      reader.text('文号');
    }
    reader.finish();
    problems.push(...reader.problems);
  }
  return { any, rules: rules.length === item.rules.length ? rules : null };
}

function readDirect(item: ScoringItem, text: string, problems: FieldProblem[]): Points | null {
  const refuse = (code: string, message: string): null => {
    problems.push({ field: '得分', code, message });
    return null;
  };
  if (item.section === 'veto') return refuse('UNKNOWN_FIELD', '否决项不计分，请填“触发”');
  return readPointsGiven(text, itemLimit(item), refuse);
}

/** Points without inputs. Below full points the derivation is the reason, so there must be one. Practice page §6 kind 4. */
function direct(item: ScoringItem, entry: ScoreEntry, points: Points, settled: boolean): ItemResult {
  const rule = item.rules[0];
  if (
    !settled &&
    item.rules.length === 1 &&
    rule?.kind === 'manual' &&
    !isOnStep(points, rule, itemLimit(item))
  ) {
    return refused('得分', 'STEP', stepMessage(rule, itemLimit(item)));
  }
  const document = documentOf(entry);
  const word = item.section === 'bonus' ? '加' : item.section === 'deduction' ? '扣' : '得';
  const how = settled ? '由几位评分人的评分认定' : '直接给分';
  const steps: ExplanationStep[] = [{ text: `${how}：${word} ${formatPoints(points)} 分` }];
  if (document !== '') steps.push({ text: `文号：${document}` });
  return withReason(item, entry, {
    status: 'scored',
    points,
    veto: null,
    caseFiles: null,
    problems: [],
    steps,
  });
}

/** The last conditions of a score: a document behind a bonus, a reason behind a judgement. */
function withReason(item: ScoringItem, entry: ScoreEntry, result: ItemResult): ItemResult {
  if (result.status !== 'scored') return result;
  const reason = entry.reason.trim();
  if (item.section === 'bonus' && result.points > 0 && documentOf(entry) === '') {
    return refused('文号', 'DOCUMENT_REQUIRED', '加分必须填写文号，没有正式文件的不予加分');
  }
  if (reason === '' && judgedBelowFull(item, entry, result)) {
    return refused('扣分理由', 'REASON_REQUIRED', '酌情或直接给分未得满分的，必须填写扣分理由');
  }
  if (reason === '') return result;
  return { ...result, steps: [...result.steps, { text: `理由：${reason}` }] };
}

function judgedBelowFull(item: ScoringItem, entry: ScoreEntry, result: Scored): boolean {
  if (item.section === 'bonus') return false;
  const lost = item.section === 'deduction' ? result.points > 0 : result.points < item.points;
  return lost && reasonNeeded(item, entry);
}

/**
 * Whether a reason must be given for this entry to count: 不适用 by request; points given directly, or by judgement,
 * below full points. Deductions computed from inputs explain themselves. Practice page §6 kind 4.
 */
export function reasonNeeded(item: ScoringItem, entry: ScoreEntry): boolean {
  if (entry.notApplicable) return true;
  if (item.section === 'bonus' || item.section === 'veto') return false;
  const typed = entry.inputs.some((record) =>
    Object.entries(record).some(([key, v]) => key !== '文号' && v.trim() !== ''),
  );
  if (!typed) return entry.points.trim() !== '' && isBelowFull(item, entry.points, itemLimit(item));
  return item.rules.some((rule, index) => {
    if (rule.kind !== 'manual' || !rule.reasonRequired) return false;
    const value = entry.inputs[index]?.['得分'] ?? '';
    return value.trim() !== '' && isBelowFull(item, value, ruleWorth(rule, item));
  });
}

function isBelowFull(item: ScoringItem, text: string, full: Points): boolean {
  const points = readPointsGiven(halfWidth(text), full, () => null);
  if (points === null) return false;
  return item.section === 'deduction' ? points > 0 : points < full;
}

function documentOf(entry: ScoreEntry): string {
  for (const record of entry.inputs) {
    const document = record['文号']?.trim();
    if (document) return document;
  }
  return '';
}

function unscored(problems: readonly FieldProblem[]): ItemResult {
  return { status: 'unscored', problems, steps: [{ text: '未评分：填写的内容有问题，改正后计分' }] };
}

function refused(field: string, code: string, message: string): ItemResult {
  return unscored([{ field, code, message }]);
}

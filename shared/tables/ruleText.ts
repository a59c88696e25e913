import type { Section } from '@shared/domain/indicatorSystem';
import { halfWidth, type Points } from '@shared/domain/points';
import { RULE_KIND_NAMES, type Rule, type RuleKind } from '@shared/domain/rule';
import { parametersOf } from './ruleParameters';
import { readRule } from './readRule';
import { ParameterReader, splitMarkers, type TextProblem } from './parameterText';

export type { TextProblem } from './parameterText';

const KIND_BY_NAME = new Map<string, RuleKind>(
  (Object.entries(RULE_KIND_NAMES) as [RuleKind, string][]).map(([kind, name]) => [name, kind]),
);

/** Columns 评分方式 and 评分参数 of an item's rules; `parseRules` reads exactly the same rules back. */
export function formatRules(rules: readonly Rule[]): {
  readonly method: string;
  readonly parameters: string;
} {
  const texts = rules.map((rule) =>
    parametersOf(rule)
      .map(([key, value]) => `${key}=${value}`)
      .join('; '),
  );
  return {
    method: rules.map((rule) => RULE_KIND_NAMES[rule.kind]).join('+'),
    parameters:
      texts.length === 1
        ? (texts[0] ?? '')
        : texts.map((text, index) => (text === '' ? `[${index + 1}]` : `[${index + 1}] ${text}`)).join(' '),
  };
}

/**
 * Reads 评分方式 and 评分参数 as tables.md lays them down: half- and full-width signs, parameters in any order.
 * Judges form only; whether the points add up and bands cover the line is for `checkItem`.
 *
 * @param itemPoints hundredths; what `最多扣` means where it is left out (扣完为止).
 * @returns `rules` null as soon as there is a problem.
 */
export function parseRules(
  method: string,
  parameters: string,
  itemPoints: Points,
  section: Section,
): { readonly rules: Rule[] | null; readonly problems: TextProblem[] } {
  const names = halfWidth(method)
    .split('+')
    .map((name) => name.trim());
  const problems: TextProblem[] = [];
  const kinds: RuleKind[] = [];
  for (const name of names) {
    const kind = KIND_BY_NAME.get(name);
    if (kind === undefined) problems.push(unknownMethod(name));
    else if (!isAllowedIn(kind, section)) problems.push(wrongSection(kind));
    else kinds.push(kind);
  }
  if (problems.length > 0) return { rules: null, problems };
  const texts = ruleTexts(parameters, kinds.length, problems);
  const rules: Rule[] = [];
  kinds.forEach((kind, index) => {
    const where = kinds.length > 1 ? `[${index + 1}] ${RULE_KIND_NAMES[kind]}` : RULE_KIND_NAMES[kind];
    const reader = new ParameterReader(texts[index] ?? '', where);
    const rule = readRule(kind, reader, section === 'base' ? itemPoints : undefined);
    reader.finish();
    problems.push(...reader.problems);
    if (rule !== null) rules.push(rule);
  });
  return { rules: problems.length === 0 ? rules : null, problems };
}

/** 按次加分 stands among bonus items only, 否决 among veto items only and alone. */
export function isAllowedIn(kind: RuleKind, section: Section): boolean {
  if (kind === 'veto') return section === 'veto';
  if (kind === 'bonusPerOccurrence') return section === 'bonus';
  return section !== 'veto';
}

function unknownMethod(name: string): TextProblem {
  return {
    code: 'UNKNOWN_METHOD',
    message: name === '' ? '没有写评分方式' : `评分方式“${name}”无法识别`,
    remedy: `可写：${Object.values(RULE_KIND_NAMES).join('、')}；一个指标有几条规则的用加号连接`,
  };
}

function wrongSection(kind: RuleKind): TextProblem {
  const remedy =
    kind === 'veto'
      ? '“否决”只用于一级指标为“否决项”的指标'
      : kind === 'bonusPerOccurrence'
        ? '“按次加分”只用于一级指标为“加分项”的指标'
        : '否决项的评分方式只能是“否决”';
  return { code: 'METHOD_NOT_ALLOWED', message: `评分方式“${RULE_KIND_NAMES[kind]}”不能用在这里`, remedy };
}

/** The parameter text of each rule: the whole cell for one rule, `[1] … [2] …` for several. */
function ruleTexts(parameters: string, count: number, problems: TextProblem[]): string[] {
  const parts = splitMarkers(parameters);
  if (count === 1) {
    const only = parts[0];
    if (parts.length <= 1 && (only === undefined || only.number <= 1)) return [only?.text ?? ''];
    // A text such as [3] in a single rule is no marker; it is read as it stands.
    return [parameters];
  }
  const texts: string[] = Array.from({ length: count }, () => '');
  for (const part of parts) {
    if (part.number < 1 || part.number > count) {
      problems.push({
        code: 'BAD_PARAMETER',
        message:
          part.number === 0
            ? `“${part.text}”没有写明属于哪一条规则`
            : `评分参数里有[${part.number}]，但评分方式只有${count}条规则`,
        remedy: '请按评分方式的顺序写成“[1] … [2] …”',
      });
    } else {
      texts[part.number - 1] = part.text;
    }
  }
  return texts;
}

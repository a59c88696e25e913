import { formatPoints, parsePoints, shortPoints } from '@shared/domain/points';
import type { SchemeComponent } from '@shared/domain/totals';
import type { SchemeView } from '@shared/ipc/views';
import { checkScheme, type SchemeCheck } from '@shared/scoring/scheme';

/** One line of a scheme as it is being typed. */
export interface DraftLine {
  /** Only for the screen: lines may have equal names while being typed. */
  readonly key: number;
  readonly name: string;
  readonly weight: string;
  readonly ruleOfLaw: boolean;
}

export type Draft = readonly DraftLine[];

/** What a group without a scheme begins with: the least the law asks for, the rest in one line to be split. */
export const FIRST_DRAFT: Draft = [
  { key: 1, name: '法治政府建设', weight: '10', ruleOfLaw: true },
  { key: 2, name: '其他工作', weight: '90', ruleOfLaw: false },
];

export function draftOf(scheme: SchemeView | undefined): Draft {
  if (!scheme) return FIRST_DRAFT;
  return scheme.components.map(({ name, weight, ruleOfLaw }, index) => ({
    key: index + 1,
    name,
    weight: shortPoints(weight),
    ruleOfLaw,
  }));
}

export function withLine(draft: Draft, key: number, change: Partial<DraftLine>): Draft {
  return draft.map((line) => (line.key === key ? { ...line, ...change } : line));
}

export function addLine(draft: Draft): Draft {
  const key = draft.reduce((highest, line) => Math.max(highest, line.key), 0) + 1;
  return [...draft, { key, name: '', weight: '', ruleOfLaw: false }];
}

/** What is wrong with a typed weight; '' where nothing is. */
export function weightProblem(weight: string): string {
  const points = parsePoints(weight);
  return points === null || points === 0 ? '应为大于0、最多两位小数的数' : '';
}

/** The lines as the domain knows them; a weight that is no number counts as 0 and is refused by the check. */
export function componentsOf(draft: Draft): readonly SchemeComponent[] {
  return draft.map(({ name, weight, ruleOfLaw }) => ({
    name: name.trim(),
    weight: parsePoints(weight) ?? 0,
    ruleOfLaw,
  }));
}

export interface DraftCheck extends SchemeCheck {
  /** 合计 as shown: "100.00". */
  readonly sumText: string;
}

export function checkDraft(draft: Draft): DraftCheck {
  const check = checkScheme(componentsOf(draft));
  return { ...check, sumText: formatPoints(check.total) };
}

/** Whether the draft says something else than what is stored. */
export function isChanged(draft: Draft, scheme: SchemeView | undefined): boolean {
  const stored = scheme?.components ?? [];
  const typed = componentsOf(draft);
  return (
    typed.length !== stored.length ||
    typed.some((line, index) => {
      const other = stored[index];
      return line.name !== other?.name || line.weight !== other.weight || line.ruleOfLaw !== other.ruleOfLaw;
    })
  );
}

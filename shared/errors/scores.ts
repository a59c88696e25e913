import type { FieldProblem } from '../domain/score';
import { AppError, defineError, keptUntouched, type Place } from './appError';

/** A score that is refused as a whole: the problem's own code, the field, and the allowed range in its message. */
export function scoreRefused(problem: FieldProblem, place: Place): AppError {
  return new AppError({
    code: problem.code,
    what: `“${place.unit ?? ''}”的指标 ${place.item ?? ''}：${withField(problem)}。`,
    kept: '原来的评分没有改动。',
    todo: '请按提示的范围改正后重试。',
    place: { ...place, field: problem.field },
  });
}

/** Most messages name their field already. */
const withField = ({ field, message }: FieldProblem): string =>
  field === '' || message.includes(field) ? message : `${field}：${message}`;

export const scoreIncomplete = defineError('SCORE_INCOMPLETE', () => ({
  what: '评分输入没有填全，算不出得分。',
  kept: '原来的评分没有改动。',
  todo: '请把这项规则的每个输入都填上，或直接给出得分和理由。',
}));

export const itemNotOfUnit = defineError<{ readonly unit: string; readonly code: string }>(
  'ITEM_NOT_OF_UNIT',
  ({ unit, code }) => ({
    what: `指标 ${code} 不适用于“${unit}”（单位类别或标签不符）。`,
    kept: keptUntouched,
    todo: '请核对单位和指标；确应适用的，请先改正单位类别、单位标签或指标的适用范围。',
  }),
);

export const scoreImportStale = defineError('SCORE_IMPORT_STALE', () => ({
  what: '预览之后，考评库的单位或指标体系有了变化，这次导入不再有效。',
  kept: keptUntouched,
  todo: '请重新选择文件，再看一遍预览后确认导入。',
}));

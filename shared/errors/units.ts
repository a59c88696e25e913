import { defineError, keptUntouched } from './appError';

export const unitNotFound = defineError('UNIT_NOT_FOUND', () => ({
  what: '这个单位已不在考评库里。',
  kept: keptUntouched,
  todo: '请刷新单位列表，重新选择。',
}));

export const unitCodeTaken = defineError<{ readonly code: string; readonly name: string }>(
  'UNIT_CODE_TAKEN',
  ({ code, name }) => ({
    what: `单位编码“${code}”已被“${name}”使用。`,
    kept: keptUntouched,
    todo: '请换一个编码；单位编码不能重复。',
  }),
);

interface Holdings {
  readonly name: string;
  readonly scores: number;
  readonly evidence: number;
  readonly selfEvaluations: number;
  readonly caseFiles: number;
  readonly incidents: number;
  readonly surveys: number;
  readonly markings: number;
  readonly reviews: number;
}

const HOLDINGS: readonly (readonly [keyof Omit<Holdings, 'name'>, string, string])[] = [
  ['scores', '评分', '项'],
  ['markings', '多人评分', '份'],
  ['evidence', '佐证材料', '件'],
  ['selfEvaluations', '自评', '项'],
  ['reviews', '核查、申诉和更正', '件'],
  ['caseFiles', '案卷目录', '行'],
  ['incidents', '事件', '处'],
  ['surveys', '满意度测评', '份'],
];

function holdingsText(holdings: Omit<Holdings, 'name'>): string {
  return HOLDINGS.flatMap(([key, name, unit]) =>
    holdings[key] > 0 ? [`${name} ${holdings[key]} ${unit}`] : [],
  ).join('、');
}

export const unitHasRecords = defineError<Holdings>('UNIT_HAS_RECORDS', ({ name, ...holdings }) => ({
  what: `“${name}”不能删除：它已有${holdingsText(holdings)}。`,
  kept: '单位和它的评分、材料都在，没有改动。',
  todo: '不再考评的单位请保留备查；确实录错的，请改正它的名称、编码和类别。',
}));

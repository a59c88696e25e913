import { defineError, keptUntouched } from './appError';

/** There is nothing to report on. */
export const reportWithoutUnits = defineError('REPORT_WITHOUT_UNITS', () => ({
  what: '考评库里还没有被考评单位，没有可以导出的内容。',
  kept: keptUntouched,
  todo: '请先在“被考评单位”中导入或新增单位。',
}));

/** Practice page §9: no comprehensive table may leave the app whose rule-of-law weight is below a tenth. */
export const reportSchemeFailsTest = defineError<{ readonly group: string; readonly line: string }>(
  'REPORT_SCHEME_FAILS_TEST',
  ({ group, line }) => ({
    what: `“${group}”的综合考核方案没有通过权重检验：${line.replace(/,不能保存$/, '')}，不能导出综合考核汇总。`,
    kept: '没有写出文件；原来的同名文件（如果有）保持原样。',
    todo: '请在“综合考核”中改正方案的权重，使法治部分不低于10%、合计正好为100或1000，再导出。',
  }),
);

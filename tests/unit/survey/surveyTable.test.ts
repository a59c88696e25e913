import { describe, expect, it } from 'vitest';
import { parseSurveyTable, SURVEY_COLUMNS, surveyTableRow } from '@shared/tables/surveyTable';
import { aSheet } from '../../helpers/sheets';

const UNITS = [
  { id: 1, code: '01', name: '区发展和改革委员会', shortName: '区发改委' },
  { id: 2, code: '02', name: '区水利局', shortName: '区水利局' },
  { id: 3, code: '03', name: '区司法局', shortName: '区司法局' },
];
const HEADINGS = SURVEY_COLUMNS.map(({ heading }) => heading);
const read = (...rows: readonly (readonly string[])[]) =>
  parseSurveyTable([aSheet([HEADINGS, ...rows], { name: '满意度' })], UNITS);
const found = (...rows: readonly (readonly string[])[]) =>
  read(...rows).problems.map(({ severity, code, cell }) => `${severity} ${code} ${cell}`);

describe('parseSurveyTable', () => {
  it('reads figures as people write them, and leaves units without figures out', () => {
    const { rows, problems } = read(
      ['01', '区发改委', '120份', '１０８', '９１.５分', '入户'],
      ['02', '区水利局', '', '', '', ''],
      ['03', '', '30', '30', '100', ''],
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { unitId: 1, unitCode: '01', sent: 120, valid: 108, score: 9150, note: '入户' },
      { unitId: 3, unitCode: '03', sent: 30, valid: 30, score: 10000, note: '' },
    ]);
  });

  it.each([
    ['an unknown code', ['09', '', '10', '9', '80', ''], 'error UNKNOWN_UNIT A2'],
    ['no code', ['', '区水利局', '10', '9', '80', ''], 'error UNKNOWN_UNIT A2'],
    ['another name', ['02', '区司法局', '10', '9', '80', ''], 'error UNIT_NAME_DIFFERS B2'],
    ['more valid than sent', ['02', '', '10', '11', '80', ''], 'error SURVEY_VALID_RANGE D2'],
    ['none valid', ['02', '', '10', '0', '80', ''], 'error SURVEY_VALID_RANGE D2'],
    ['no count', ['02', '', '', '9', '80', ''], 'error SURVEY_COUNT C2'],
    ['half an answer', ['02', '', '10', '8.5', '80', ''], 'error SURVEY_COUNT D2'],
    ['more than 100', ['02', '', '10', '9', '100.01', ''], 'error SURVEY_SCORE_RANGE E2'],
    ['three decimals', ['02', '', '10', '9', '80.125', ''], 'error SURVEY_SCORE_RANGE E2'],
    ['no score', ['02', '', '10', '9', '', ''], 'error SURVEY_SCORE_RANGE E2'],
  ])('names the cell of %s', (_, row, problem) => {
    expect(found(row)).toContain(problem);
  });

  it('names a unit that stands there twice, rows left out, and an empty table', () => {
    const row = ['02', '', '10', '9', '80', ''];
    expect(found(row, row)).toEqual(['error UNIT_CODE_DUPLICATE A3']);
    expect(found(row, ['合计', '', '', '', '', ''])).toEqual(['assumption ROW_LEFT_OUT A3']);
    expect(found(['02', '', '', '', '', ''])).toEqual(['error EMPTY_TABLE E1']);
    expect(parseSurveyTable([aSheet([['说明']], { name: '说明' })], UNITS).problems[0]?.code).toBe(
      'HEADING_NOT_FOUND',
    );
  });

  it('reads back what it writes', () => {
    const survey = { sent: 120, valid: 96, score: 8805, note: '电话访问' };
    const [unit] = UNITS;
    const { rows } = read(surveyTableRow(unit!, survey), surveyTableRow(UNITS[1]!, undefined));
    expect(rows).toMatchObject([{ unitId: 1, ...survey }]);
  });
});

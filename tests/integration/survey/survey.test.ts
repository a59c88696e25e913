import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Role } from '@shared/domain/role';
import { AppError } from '@shared/errors/appError';
import { listAudit } from '@electron/services/audit/listAudit';
import { EVERY_ENTRY } from '@shared/ipc/practice/audit';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { exportSurvey } from '@electron/services/survey/exportSurvey';
import { getSurvey } from '@electron/services/survey/getSurvey';
import { importSurvey } from '@electron/services/survey/importSurvey';
import { previewSurvey } from '@electron/services/survey/previewSurvey';
import { recordSurvey } from '@electron/services/survey/recordSurvey';
import { setSurveyLimit } from '@electron/services/survey/setSurveyLimit';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { removeUnit } from '@electron/services/units/removeUnit';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { writeTables } from '@electron/workbook/writeTable';
import { SURVEY_COLUMNS, SURVEY_SHEET } from '@shared/tables/surveyTable';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

const FIGURES = { sent: '120', valid: '96', score: '88.5', note: '入户调查' };

async function record(workspace: Workspace, unitCode: string, figures = FIGURES) {
  const { unitId } = await placeOf(workspace, unitCode);
  return recordSurvey(workspace, { unitId, ...figures });
}

const surveyOf = async (workspace: Workspace, unitCode: string) =>
  (await getSurvey(workspace)).rows.find((row) => row.unitCode === unitCode)?.survey;

async function tableOf(...rows: readonly (readonly string[])[]): Promise<string> {
  const path = join(await tempFolder(), '满意度.xlsx');
  const columns = SURVEY_COLUMNS.map(({ heading }) => ({ heading, width: 12 }));
  await writeTables(path, [{ name: SURVEY_SHEET, columns, rows }]);
  return path;
}

describe('a survey', () => {
  it('is saved as typed, changed and taken away, each on the trail with old and new value', async () => {
    const workspace = await aYear();
    await record(workspace, 'A01');
    expect(await surveyOf(workspace, 'A01')).toEqual({ sent: 120, valid: 96, score: 8850, note: '入户调查' });
    await record(workspace, 'A01', { ...FIGURES, score: '90' });
    // Nothing new: no second entry.
    await record(workspace, 'A01', { ...FIGURES, score: '90.00' });
    await record(workspace, 'A01', { sent: '', valid: ' ', score: '', note: '' });
    expect(await surveyOf(workspace, 'A01')).toBeNull();
    const { entries } = await listAudit(workspace, { ...EVERY_ENTRY, area: 'survey' });
    expect(entries.map(({ action }) => action)).toEqual(['survey.clear', 'survey.record', 'survey.record']);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('changes no figure by itself', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    const before = await computeCycle(workspace);
    await record(workspace, 'A01');
    expect(await computeCycle(workspace)).toEqual(before);
  });

  it.each([
    ['SURVEY_INCOMPLETE', { valid: '' }],
    ['SURVEY_COUNT_INVALID', { valid: '121' }],
    ['SURVEY_COUNT_INVALID', { valid: '0' }],
    ['SURVEY_COUNT_INVALID', { sent: '12.5' }],
    ['SURVEY_SCORE_RANGE', { score: '100.01' }],
    ['SURVEY_SCORE_RANGE', { score: '满意' }],
  ])('is refused with %s for %o, and nothing changes', async (code, wrong) => {
    const workspace = await aYear();
    await record(workspace, 'A01');
    expect((await refusal(record(workspace, 'A01', { ...FIGURES, ...wrong }))).code).toBe(code);
    expect(await surveyOf(workspace, 'A01')).toMatchObject({ score: 8850 });
  });

  it.each<[Role, string]>([
    ['leadScorer', 'NOT_PERMITTED'],
    ['fileReviewer', 'NOT_PERMITTED'],
    ['siteChecker', 'NOT_PERMITTED'],
    ['unitFiller', 'NOT_PERMITTED'],
    ['unitLeader', 'NOT_PERMITTED'],
    ['approver', 'NOT_PERMITTED'],
    ['auditor', 'NOT_PERMITTED'],
    ['officeAdmin', ''],
  ])('may be entered by %s: %s', async (role, code) => {
    const workspace = await aYear();
    const asRole = acting(workspace, somebody('甲', [role]), () => record(workspace, 'A01'));
    const asLimit = acting(workspace, somebody('甲', [role]), () => setSurveyLimit(workspace, '20'));
    const codes = await Promise.all([asRole, asLimit].map((work) => work.then(() => '', codeOf)));
    expect(codes).toEqual([code, code]);
  });

  it('is never entered for the own unit, typed or from a table', async () => {
    const workspace = await aYear();
    const own = somebody('甲', ['officeAdmin'], 'A01');
    const file = await tableOf(['A01', '', '10', '9', '80', ''], ['A02', '', '10', '9', '80', '']);
    await acting(workspace, own, async () => {
      expect((await refusal(record(workspace, 'A01'))).code).toBe('CONFLICT_OF_INTEREST');
      await record(workspace, 'A02');
      const { view, data } = await previewSurvey(workspace, file);
      expect(view.problems.map(({ code, cell }) => `${code} ${cell}`)).toEqual(['CONFLICT_OF_INTEREST A2']);
      expect((await refusal(importSurvey(workspace, data))).code).toBe('CONFLICT_OF_INTEREST');
    });
    expect(await surveyOf(workspace, 'A02')).toMatchObject({ score: 8850 });
  });

  it('may be entered until the assessment is over, and not in 反馈申诉', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'reviewing');
    await record(workspace, 'A01');
    expect((await getSurvey(workspace)).closed).toBe('');
    await moveOnTo(workspace, 'feedback');
    expect((await refusal(record(workspace, 'A02'))).code).toBe('CYCLE_STATE_FORBIDS');
    expect((await refusal(setSurveyLimit(workspace, '20'))).code).toBe('CYCLE_STATE_FORBIDS');
    expect((await refusal(importSurvey(workspace, []))).code).toBe('CYCLE_STATE_FORBIDS');
    expect((await getSurvey(workspace)).closed).toContain('反馈申诉');
  });

  it('is seen by whoever sees the total: a unit its own, from 反馈申诉 on', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await record(workspace, 'A01');
    const filler = somebody('乙', ['unitFiller'], 'A01');
    const seen = () => acting(workspace, filler, async () => (await getSurvey(workspace)).rows);
    expect(await seen()).toEqual([]);
    await moveOnTo(workspace, 'feedback');
    expect((await seen()).map(({ unitCode }) => unitCode)).toEqual(['A01']);
    const nobody = { ...filler, roles: [] };
    expect((await refusal(acting(workspace, nobody, () => getSurvey(workspace)))).code).toBe('NOT_SIGNED_IN');
  });

  it('keeps its unit: one that has it cannot be taken out', async () => {
    const workspace = await aYear();
    const { unitId } = await placeOf(workspace, 'A01');
    await record(workspace, 'A01');
    const refused = await refusal(removeUnit(workspace, { unitId }));
    expect(refused.what).toContain('满意度测评 1 份');
  });

  it('changed behind the program is named by verify', async () => {
    const workspace = await aYear();
    await record(workspace, 'A01');
    await workspace.db.updateTable('survey_result').set({ score: 9900 }).execute();
    expect((await verifyWorkspace(workspace)).findings).toMatchObject([
      { message: '与审计记录不符，在软件之外被改动过', place: expect.stringContaining('满意度测评') },
    ]);
    await workspace.db.deleteFrom('survey_result').execute();
    expect((await verifyWorkspace(workspace)).findings).toMatchObject([
      { message: expect.stringContaining('不见了') },
    ]);
  });
});

const codeOf = (cause: unknown): string => (cause instanceof AppError ? cause.report.code : String(cause));

describe('the sample limit', () => {
  it('is 30 until it is set, and refused where it is no whole number', async () => {
    const workspace = await aYear();
    expect((await getSurvey(workspace)).limit).toBe(30);
    await setSurveyLimit(workspace, '50');
    expect((await getSurvey(workspace)).limit).toBe(50);
    for (const text of ['', '三十', '-1', '100001']) {
      expect((await refusal(setSurveyLimit(workspace, text))).code).toBe('SURVEY_LIMIT_INVALID');
    }
  });
});

describe('a 满意度 table', () => {
  it('says what it would change and is taken over as one', async () => {
    const workspace = await aYear();
    await record(workspace, 'A01');
    const file = await tableOf(
      ['A01', '', '120', '96', '88.5', '入户调查'],
      ['A02', '', '40', '20', '79.25', ''],
    );
    const { view, data } = await previewSurvey(workspace, file);
    expect(view).toMatchObject({ blocked: false, limit: 30, problems: [] });
    expect(view.rows.map(({ change }) => change)).toEqual(['same', 'new']);
    expect(await surveyOf(workspace, 'A02')).toBeNull();
    expect(await importSurvey(workspace, data)).toEqual({ changed: 1 });
    expect(await surveyOf(workspace, 'A02')).toMatchObject({ sent: 40, valid: 20, score: 7925 });
    // The same again changes nothing and leaves no trace.
    expect(await importSurvey(workspace, data)).toEqual({ changed: 0 });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('comes back from its own export unchanged', async () => {
    const workspace = await aYear();
    await record(workspace, 'A01');
    const path = join(await tempFolder(), '导出.xlsx');
    await exportSurvey(workspace, { filled: true }, path);
    const { view } = await previewSurvey(workspace, path);
    expect(view).toMatchObject({ problems: [], rows: [{ unitCode: 'A01', change: 'same' }] });
    await exportSurvey(workspace, {}, path);
    expect((await previewSurvey(workspace, path)).view.problems).toMatchObject([{ code: 'EMPTY_TABLE' }]);
  });

  it('is refused whole where a unit is gone since the preview', async () => {
    const workspace = await aYear();
    const { unitById } = await loadAssessment(workspace);
    const known = [...unitById.keys()][0]!;
    const row = { sent: 10, valid: 9, score: 8000, note: '' };
    const rows = [
      { unitId: known, ...row },
      { unitId: 9999, ...row },
    ];
    expect((await refusal(importSurvey(workspace, rows))).code).toBe('SURVEY_TABLE_STALE');
    expect((await getSurvey(workspace)).rows.every(({ survey }) => survey === null)).toBe(true);
  });
});

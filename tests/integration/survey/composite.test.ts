import { join } from 'node:path';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { formatPoints } from '@shared/domain/points';
import type { Role } from '@shared/domain/role';
import { AppError } from '@shared/errors/appError';
import type { UnitResult } from '@shared/ipc/views';
import { caseFileMean } from '@shared/scoring/composite';
import { listResultUnits, listResults } from '@electron/database/resultRepository';
import { listAudit } from '@electron/services/audit/listAudit';
import { EVERY_ENTRY } from '@shared/ipc/practice/audit';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { simulateScores } from '@electron/services/review/simulateScores';
import { explainScore } from '@electron/services/scores/explainScore';
import { getRank } from '@electron/services/scores/getRank';
import { recordScore } from '@electron/services/scores/recordScore';
import { getSurvey } from '@electron/services/survey/getSurvey';
import { setComposite, switchCompositeOff } from '@electron/services/survey/setComposite';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { verifyResults } from '@electron/services/verify/verifyResults';
import { verifyTrail } from '@electron/services/verify/verifyTrail';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { workspaceWith } from '../../helpers/assessmentWorkspace';
import { aCase, caseWorkspace, drawCases, importCases } from '../../helpers/caseFiles';
import { storeCaseResults, storeComposite } from '../../helpers/composite';
import { assessments, composites } from '../../helpers/independent/arbitraryAssessment';
import { computeIndependently } from '../../helpers/independent/computeIndependently';
import { aScoringItem } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

const FIFTY = { indicators: '50', caseFiles: '30', survey: '20' };

const shown = (unit: UnitResult) => ({
  code: unit.code,
  final: formatPoints(unit.final),
  rank: unit.rank,
  grade: unit.grade,
  contribution: unit.contribution === null ? null : formatPoints(unit.contribution),
  comprehensiveTotal: unit.comprehensiveTotal === null ? null : formatPoints(unit.comprehensiveTotal),
  composite: unit.composite && {
    indicators: formatPoints(unit.composite.indicators),
    caseFiles: pointsOrNull(caseFileMean(unit.composite)),
    survey: pointsOrNull(unit.composite.survey),
  },
});
const pointsOrNull = (points: number | null) => (points === null ? null : formatPoints(points));
const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);

describe('composite final scores', () => {
  it('agree in every digit with a second computation, through the database (R2)', async () => {
    const folder = await tempFolder();
    let run = 0;
    const withParts = assessments.chain((plain) =>
      composites(plain.units).map((composite) => ({ plain, composite })),
    );
    await fc.assert(
      fc.asyncProperty(withParts, async ({ plain, composite }) => {
        const workspace = await workspaceWith(join(folder, String((run += 1))), plain);
        try {
          await storeComposite(workspace, composite);
          const { system, units, entries, schemes, otherScores } = plain;
          const expected = computeIndependently(
            ...([system, units, entries, schemes, otherScores, system.year] as const),
            composite,
          );
          const { units: results } = await computeCycle(workspace);
          expect(results.map(shown).sort(byCode)).toEqual(
            expected
              .map(({ code, final, rank, grade, contribution, comprehensiveTotal, composite: parts }) => ({
                ...{ code, final, rank, grade, contribution, comprehensiveTotal, composite: parts },
              }))
              .sort(byCode),
          );
          for (const unit of results) {
            const { rankedOf: _of, ...own } = await getRank(workspace, { unitId: unit.id });
            expect(unit).toMatchObject(own);
          }
        } finally {
          await workspace.close();
        }
      }),
      { numRuns: 20 },
    );
  });

  it('are the same on the answer to a keystroke, in the derivation, in what-if and in verify', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await storeCaseResults(workspace, new Map([['A01', ['90', '85.5', '70']]]));
    await setComposite(workspace, FIFTY);
    const place = await placeOf(workspace, 'A01');
    const { total } = await recordScore(workspace, {
      ...place,
      entry: anEntry({ 得分: '45' }, { reason: '差一次会议' }),
      editId: 'e1',
    });
    // (95 × 50 + 245.5 ÷ 3 × 30) ÷ 80
    expect(total).toMatchObject({ final: 9006, composite: { indicators: 9500, survey: null } });
    const results = (await computeCycle(workspace)).units;
    expect(results.find(({ id }) => id === place.unitId)).toMatchObject(total!);
    const { root } = await explainScore(workspace, { unitId: place.unitId });
    expect(root.text).toContain('最终得分 90.06');
    expect(root.text).toContain('÷ 80%');
    const simulated = await simulateScores(workspace, [{ ...place, toPoints: 5000 }]);
    expect(JSON.stringify(simulated)).toContain('9319');
    expect((await verifyWorkspace(workspace)).findings.filter(({ kind }) => kind === 'total')).toEqual([]);
  });

  it('count the files of the draw in force that still stand, and nothing of other units', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await storeCaseResults(workspace, new Map([['A01', ['80', '60']]]));
    await workspace.db.updateTable('case_pick').set({ state: 'replaced' }).where('place', '=', 2).execute();
    await setComposite(workspace, { indicators: '50', caseFiles: '50', survey: '' });
    const { units } = await computeCycle(workspace);
    expect(units.map(({ code, final, composite }) => [code, final, composite?.caseFiles])).toEqual([
      ['A01', 9000, { sum: 8000, count: 1 }],
      ['A02', 10000, null],
    ]);
  });

  it('are 0 for a unit that has files to hand in and neither did nor reported none', async () => {
    const workspace = await caseWorkspace();
    const { unitByCode } = await loadAssessment(workspace);
    const parts = async () => {
      forgetAssessment(workspace);
      const { units } = await computeCycle(workspace);
      return units.map(({ composite }) => composite?.caseFiles ?? null);
    };
    await setComposite(workspace, { indicators: '50', caseFiles: '50', survey: '' });
    expect(await parts()).toEqual([null, null, null, null]);
    await importCases(workspace, [aCase('A01', '1')], [{ unitCode: 'A02', type: '' }]);
    await drawCases(workspace);
    expect(await parts()).toEqual([null, null, { sum: 0, count: 0 }, { sum: 0, count: 0 }]);
    const unitId = unitByCode.get('A03')?.id ?? 0;
    const { root } = await explainScore(workspace, { unitId });
    expect(root.children?.map(({ text }) => text)).toContain(
      '案卷评查 0.00：应报送案卷目录而没有报送，计 0 分',
    );
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('are none for a unit whose table has no case files, whatever it handed in', async () => {
    const workspace = await caseWorkspace([aScoringItem('1')]);
    await setComposite(workspace, { indicators: '50', caseFiles: '50', survey: '' });
    await importCases(workspace, [aCase('A01', '1')]);
    await drawCases(workspace);
    const { units } = await computeCycle(workspace);
    expect(units.map(({ composite }) => composite?.caseFiles)).toEqual([null, null, null, null]);
  });

  it('go when they are switched off, with a reason, and every figure is as before', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await storeCaseResults(workspace, new Map([['A01', ['80']]]));
    const before = await computeCycle(workspace);
    await setComposite(workspace, FIFTY);
    expect(await computeCycle(workspace)).not.toEqual(before);
    expect((await refusal(switchCompositeOff(workspace, ' '))).code).toBe('REASON_MISSING');
    await switchCompositeOff(workspace, '本年度没有开展测评');
    expect(await computeCycle(workspace)).toEqual(before);
    const { entries } = await listAudit(workspace, { ...EVERY_ENTRY, area: 'survey' });
    expect(entries.map(({ action, reason }) => `${action} ${reason}`)).toEqual([
      'survey.weightsOff 本年度没有开展测评',
      'survey.weights ',
    ]);
    expect((await verifyTrail(workspace.reader)).findings).toEqual([]);
  });
});

describe('weights', () => {
  it.each([
    ['50', '30', '20'],
    ['33.33', '33.33', '33.34'],
    ['１００％', '', '0'],
  ])('%s, %s, %s are saved', async (indicators, caseFiles, survey) => {
    const workspace = await aYear();
    const weights = await setComposite(workspace, { indicators, caseFiles, survey });
    expect((await getSurvey(workspace)).weights).toEqual(weights);
    expect((await loadAssessment(workspace)).composite).toEqual(weights);
  });

  it.each([
    ['COMPOSITE_NOT_100', { indicators: '50', caseFiles: '30', survey: '19.99' }],
    ['COMPOSITE_NOT_100', { indicators: '50', caseFiles: '30', survey: '20.01' }],
    ['COMPOSITE_NOT_100', { indicators: '', caseFiles: '', survey: '' }],
    ['COMPOSITE_WITHOUT_INDICATORS', { indicators: '0', caseFiles: '50', survey: '50' }],
    ['COMPOSITE_WEIGHT_INVALID', { indicators: '33.333', caseFiles: '33.333', survey: '33.334' }],
    ['COMPOSITE_WEIGHT_INVALID', { indicators: '-50', caseFiles: '100', survey: '50' }],
    ['COMPOSITE_WEIGHT_INVALID', { indicators: '一半', caseFiles: '30', survey: '20' }],
  ])('are refused with %s: %o', async (code, typed) => {
    const workspace = await aYear();
    await setComposite(workspace, FIFTY);
    expect((await refusal(setComposite(workspace, typed))).code).toBe(code);
    expect((await getSurvey(workspace)).weights).toEqual({ indicators: 5000, caseFiles: 3000, survey: 2000 });
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
  ])('may be set and switched off by %s: %s', async (role, code) => {
    const workspace = await aYear();
    const who = somebody('甲', [role]);
    const codeOf = (cause: unknown): string =>
      cause instanceof AppError ? cause.report.code : String(cause);
    const set = await acting(workspace, who, () => setComposite(workspace, FIFTY)).then(() => '', codeOf);
    const off = await acting(workspace, who, () => switchCompositeOff(workspace, '不用了')).then(
      () => '',
      codeOf,
    );
    expect([set, off]).toEqual([code, code]);
  });

  it('may change until 反馈申诉, then no more', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'reviewing');
    await setComposite(workspace, FIFTY);
    await moveOnTo(workspace, 'feedback');
    expect((await refusal(setComposite(workspace, FIFTY))).code).toBe('CYCLE_STATE_FORBIDS');
    expect((await refusal(switchCompositeOff(workspace, '不用了'))).code).toBe('CYCLE_STATE_FORBIDS');
  });

  it('changed behind the program are named by verify', async () => {
    const workspace = await aYear();
    await setComposite(workspace, FIFTY);
    expect((await verifyTrail(workspace.reader)).findings).toEqual([]);
    await workspace.db
      .updateTable('cycle_setting')
      .set({ value: '{"indicators":9000,"caseFiles":500,"survey":500}' })
      .execute();
    expect((await verifyTrail(workspace.reader)).findings).toMatchObject([
      { message: '与审计记录不符，在软件之外被改动过', place: expect.stringContaining('年度设置') },
    ]);
    await workspace.db.deleteFrom('cycle_setting').execute();
    expect((await verifyTrail(workspace.reader)).findings).toHaveLength(1);
  });
});

describe('an approved result', () => {
  it('freezes the parts with the figures, keeps its digest, and goes on into the next year', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await storeCaseResults(workspace, new Map([['A01', ['80', '90']]]));
    await setComposite(workspace, FIFTY);
    await moveOnTo(workspace, 'feedback');
    const before = (await computeCycle(workspace)).units;
    await moveOnTo(workspace, 'approved');
    const { cycle } = await loadAssessment(workspace);
    const [result] = await listResults(workspace.reader, cycle.id);
    expect(await listResultUnits(workspace.reader, result!.id)).toEqual(before);
    expect(before[0]?.composite).toMatchObject({ indicators: 10000, caseFiles: { sum: 17000, count: 2 } });
    expect((await computeCycle(workspace)).units).toEqual(before);
    expect(await verifyResults(workspace)).toEqual([]);

    await startNextCycle(workspace, { year: 2021 });
    expect((await getSurvey(workspace)).weights).toEqual({ indicators: 5000, caseFiles: 3000, survey: 2000 });
    expect((await verifyTrail(workspace.reader)).findings).toEqual([]);
    // Last year's files are last year's.
    expect((await computeCycle(workspace)).units.map(({ composite }) => composite?.caseFiles)).toEqual([
      null,
      null,
    ]);
    expect((await computeCycle(workspace, { cycleId: cycle.id })).units).toEqual(before);
  });

  it('names a frozen part that was changed', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await setComposite(workspace, FIFTY);
    await moveOnTo(workspace, 'approved');
    await sql.raw('DROP TRIGGER approved_unit_no_update').execute(workspace.db);
    await sql`UPDATE approved_unit SET composite = json_set(composite, '$.survey', 9000)`.execute(
      workspace.db,
    );
    const messages = (await verifyResults(workspace)).map(({ message }) => message);
    expect(messages.join()).toContain('内容与保存时的摘要不一致');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/appError';
import { adjustScoreIn } from '@electron/services/review/adjustScore';
import { changesOf, simulateScores } from '@electron/services/review/simulateScores';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { aReviewWorkspace } from '../../helpers/reviewWorkspace';
import { refusal } from '../../helpers/testWorkspace';

/** A figure that stands already cannot be decided, nor tried. */
function whereNothingChanges(cause: unknown): null {
  if (cause instanceof AppError && cause.report.code === 'ADJUSTMENT_CHANGES_NOTHING') return null;
  throw cause;
}

describe('试算', () => {
  it('comes to what deciding really comes to, and writes nothing', async () => {
    const { workspace, at } = await aReviewWorkspace();
    const assessment = await loadAssessment(workspace);
    const changes = fc.uniqueArray(
      fc.record({
        unit: fc.constantFrom('A01', 'A02', 'A03', 'A04'),
        item: fc.constantFrom('1.1.1', '1.1.2', '1.1.3'),
        toPoints: fc.nat(2000),
      }),
      { minLength: 1, maxLength: 4, selector: ({ unit, item }) => `${unit}${item}` },
    );
    await fc.assert(
      fc.asyncProperty(changes, async (chosen) => {
        const list = chosen.map(({ unit, item, toPoints }) => ({ ...at(unit, item), toPoints }));
        const before = await computeCycle(workspace);
        const tried = await simulateScores(workspace, list).catch(whereNothingChanges);
        expect(await computeCycle(workspace)).toEqual(before);
        fc.pre(tried !== null);
        await inTransaction(workspace, async (trx, now, audit) => {
          for (const change of list) {
            const decided = { ...change, kind: 'siteCheck' as const, reason: '试', basis: '' };
            await adjustScoreIn(trx, workspace, assessment, decided, now, audit);
          }
        });
        expect(changesOf(before, await computeCycle(workspace), list)).toEqual(tried?.standings);
      }),
      { numRuns: 25 },
    );
  });

  it('is for those who read everything', async () => {
    const { workspace, at, as } = await aReviewWorkspace();
    const change = { ...at('A02', '1.1.1'), toPoints: 4000 };
    for (const role of ['leadScorer', 'siteChecker', 'fileReviewer', 'unitLeader'] as const) {
      as('某人', [role]);
      expect((await refusal(simulateScores(workspace, [change]))).code).toBe('NOT_PERMITTED');
    }
    as('赵县', ['approver']);
    expect((await simulateScores(workspace, [change])).scores).toMatchObject([{ before: 3600, after: 4000 }]);
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { demoScoresOf } from '@electron/services/demo/demoScores';
import { belongsToUnit } from '@shared/domain/unit';
import { assessments } from '../../helpers/independent/arbitraryAssessment';

it('fills in any indicator system with entries that are scores', () => {
  fc.assert(
    fc.property(assessments, ({ system, units }) => {
      const items = system.items.map((item, index) => ({ ...item, id: index + 1 }));
      for (const [index, unit] of units.entries()) {
        const own = items.filter((item) => belongsToUnit(item, unit));
        const cycle = {
          id: 1,
          year: system.year,
          name: '',
          state: 'reviewing' as const,
          systemId: 1,
          uid: 'c1',
        };
        const scores = demoScoresOf(
          { cycle, itemsOf: () => own },
          { ...unit, id: index + 1, groupId: 1 },
          { scored: 1, capGood: true },
        );
        expect(scores).toHaveLength(own.length);
      }
    }),
    { numRuns: 300 },
  );
});

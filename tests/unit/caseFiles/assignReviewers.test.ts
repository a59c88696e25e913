import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignReviewers } from '@shared/caseFiles/assignReviewers';

const UNITS = ['', 'A01', 'A02', 'A03'];
const reviewers = fc
  .array(fc.record({ unitCode: fc.constantFrom(...UNITS), load: fc.nat(4) }), { minLength: 0, maxLength: 8 })
  .map((list) => list.map((each, index) => ({ ...each, id: index + 1 })));
const files = fc
  .array(
    fc.record({ unitCode: fc.constantFrom('A01', 'A02', 'A03'), missing: fc.integer({ min: 0, max: 2 }) }),
    {
      maxLength: 25,
    },
  )
  .map((list) => list.map((each, index) => ({ ...each, id: index + 1, taken: [] as number[] })));

describe('assignReviewers', () => {
  it('never gives anybody a file of the own unit or the same file twice', () => {
    fc.assert(
      fc.property(files, reviewers, (list, people) => {
        const { assignments } = assignReviewers(list, people);
        for (const { fileId, reviewerId } of assignments) {
          const own = people.find(({ id }) => id === reviewerId)?.unitCode;
          expect(own === list.find(({ id }) => id === fileId)?.unitCode).toBe(false);
        }
        const pairs = assignments.map(({ fileId, reviewerId }) => `${fileId}:${reviewerId}`);
        expect(new Set(pairs).size).toBe(pairs.length);
      }),
    );
  });

  it('serves every file as far as there are reviewers for it, and says what is missing', () => {
    fc.assert(
      fc.property(files, reviewers, (list, people) => {
        const { assignments, short } = assignReviewers(list, people);
        for (const file of list) {
          const possible = people.filter(({ unitCode }) => unitCode !== file.unitCode).length;
          const got = assignments.filter(({ fileId }) => fileId === file.id).length;
          expect(got).toBe(Math.min(file.missing, possible));
          expect(short.find(({ fileId }) => fileId === file.id)?.missing ?? 0).toBe(file.missing - got);
        }
      }),
    );
  });

  it('levels the load: nobody could hand a file to somebody with two fewer', () => {
    fc.assert(
      fc.property(files, reviewers, (list, people) => {
        const { assignments } = assignReviewers(list, people);
        const load = new Map(people.map(({ id, load: before }) => [id, before]));
        for (const { reviewerId } of assignments) load.set(reviewerId, (load.get(reviewerId) ?? 0) + 1);
        const has = (fileId: number, reviewerId: number): boolean =>
          assignments.some((each) => each.fileId === fileId && each.reviewerId === reviewerId);
        for (const { fileId, reviewerId } of assignments) {
          const unit = list.find(({ id }) => id === fileId)?.unitCode;
          for (const taker of people) {
            if (taker.unitCode === unit || has(fileId, taker.id)) continue;
            expect((load.get(reviewerId) ?? 0) - (load.get(taker.id) ?? 0)).toBeLessThan(2);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps loads within one of each other where everybody may take everything', () => {
    const people = [1, 2, 3].map((id) => ({ id, unitCode: '', load: 0 }));
    const list = Array.from({ length: 8 }, (_unused, id) => ({ id, unitCode: 'A01', taken: [], missing: 2 }));
    const counts = [1, 2, 3].map(
      (id) => assignReviewers(list, people).assignments.filter(({ reviewerId }) => reviewerId === id).length,
    );
    expect(counts.sort()).toEqual([5, 5, 6]);
  });

  it('does not hand a file to those who have it', () => {
    const people = [1, 2, 3].map((id) => ({ id, unitCode: '', load: 0 }));
    const { assignments } = assignReviewers([{ id: 9, unitCode: 'A01', taken: [1, 2], missing: 1 }], people);
    expect(assignments).toEqual([{ fileId: 9, reviewerId: 3 }]);
  });
});

import { expect, it } from 'vitest';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { sameItemWords } from '@renderer/features/reviews/sameItemWords';

const request = (unitId: number, itemId: number, state: NotApplicableView['state']) =>
  ({ unitId, itemId, state }) as NotApplicableView;

it('says how the same item stands with all who asked; requests taken back do not count', () => {
  const all = [
    request(1, 7, 'requested'),
    request(2, 7, 'approved'),
    request(3, 7, 'refused'),
    request(4, 7, 'withdrawn'),
    request(1, 8, 'requested'),
  ];
  const words = sameItemWords(all);
  expect(words(all[0] as NotApplicableView)).toBe('3 个单位申请，批准 1，不批准 1');
  expect(words(all[4] as NotApplicableView)).toBe('');
});

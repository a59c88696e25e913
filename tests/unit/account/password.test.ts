import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordProblem, signInDelay } from '@shared/domain/password';

describe('passwordProblem', () => {
  it.each([
    ['', '至少 8 位'],
    ['a1b2c3d', '至少 8 位'],
    ['口令太短了吧七', '至少 8 位'],
    ['password123', '太常见'],
    ['PassWord1', '太常见'],
    ['woaini1314', '太常见'],
    ['11111111', '一两个字符'],
    ['abababab', '一两个字符'],
    ['12345678', '连续'],
    ['67890123', '连续'],
    ['87654321', '连续'],
    ['abcdefgh', '连续'],
    ['１２３４５６７８', '连续'],
    ['zhangsan2020', '不能包含自己的姓名'],
    ['x'.repeat(129), '最多 128 位'],
  ])('refuses %s', (password, why) => {
    expect(passwordProblem(password, ['zhangsan'])).toContain(why);
  });

  it.each(['correct horse battery', '海州区法治2020年考核', 'tR7#mq0z', 'a b c d e', 'é́é́é́é́漢字漢字'])(
    'takes %s',
    (password) => expect(passwordProblem(password, ['张三'])).toBeNull(),
  );

  it('counts signs, not the bytes or halves they are made of', () => {
    expect(passwordProblem('😀😁😂🤣😃😄😅')).toContain('现在 7 位');
    expect(passwordProblem('😀😁😂🤣😃x😅y')).toBeNull();
  });

  it('never refuses without a word, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const problem = passwordProblem(text, ['张三']);
        expect(problem === null || problem.length > 0).toBe(true);
        expect(problem !== null || [...text.normalize('NFKC')].length >= 8).toBe(true);
      }),
    );
  });
});

describe('signInDelay', () => {
  it('costs nothing for a slip, grows, and never locks out for good', () => {
    expect([0, 1, 2].map(signInDelay)).toEqual([0, 0, 0]);
    expect([3, 4, 5, 6, 7].map(signInDelay)).toEqual([5, 15, 60, 300, 900]);
    fc.assert(
      fc.property(fc.nat(), (failures) => {
        expect(signInDelay(failures)).toBeLessThanOrEqual(900);
        expect(signInDelay(failures + 1)).toBeGreaterThanOrEqual(signInDelay(failures));
      }),
    );
  });
});

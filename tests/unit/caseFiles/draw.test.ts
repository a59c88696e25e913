import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalList, fineAmount, hashList } from '@shared/caseFiles/caseList';
import { maskParty } from '@shared/caseFiles/maskParty';
import { checkDraw, type DrawRecord } from '@shared/caseFiles/checkDraw';
import { DRAW_ALGORITHM, drawCases, spreadOverProcedures, type DrawPlan } from '@shared/caseFiles/draw';
import { aCase, sha256 } from '../../helpers/caseFiles';

const PLAN: DrawPlan = { quota: 2, spares: 1, byType: {} };

/** `count` files of each of three units, a third of them of the simple procedure. */
function aList(count: number) {
  const files = ['A01', 'A02', 'A03'].flatMap((unit) =>
    Array.from({ length: count }, (_unused, index) =>
      aCase(unit, `罚〔2020〕${index + 1}号`, { procedure: index % 3 === 0 ? '简易程序' : '普通程序' }),
    ),
  );
  return { files, zeroReports: [] };
}

const inShort = (drawn: ReturnType<typeof drawCases>): string[] =>
  drawn.map(({ stratum, place, origin, file }) => `${stratum} ${place} ${origin} ${file.number}`);

describe('drawCases', () => {
  it('draws the quota of each unit and type and one spare', () => {
    const drawn = drawCases({ seed: '38159', list: aList(9), plan: PLAN }, sha256);
    expect(drawn.map(({ stratum, place, origin }) => `${stratum} ${place} ${origin}`)).toEqual(
      ['A01', 'A02', 'A03'].flatMap((unit) => [
        `${unit}/行政处罚 1 drawn`,
        `${unit}/行政处罚 2 drawn`,
        `${unit}/行政处罚 3 spare`,
      ]),
    );
  });

  it('draws what there is where a unit has less than the quota', () => {
    const drawn = drawCases({ seed: '1', list: aList(1), plan: PLAN }, sha256);
    expect(drawn.map(({ origin }) => origin)).toEqual(['drawn', 'drawn', 'drawn']);
  });

  it('is repeatable by hand: the smallest keys of each procedure', () => {
    const list = { files: ['1', '2', '3', '4'].map((n) => aCase('A01', n)), zeroReports: [] };
    const hash = sha256(canonicalList(list));
    const byHand = list.files
      .map(({ number }) => ({ number, key: sha256(`种子\n${hash}\nA01\n行政处罚\n${number}`) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ number }) => number);
    const drawn = drawCases({ seed: ' 种子 ', list, plan: PLAN }, sha256);
    expect(drawn.map(({ file }) => file.number)).toEqual(byHand.slice(0, 3));
  });

  it('takes a quota of its own for a type, and none where it is 0', () => {
    const files = [...aList(5).files, ...['x1', 'x2'].map((n) => aCase('A01', n, { type: '行政许可' }))];
    const plan = { quota: 2, spares: 1, byType: { 行政许可: 0, 行政处罚: 3 } };
    const drawn = drawCases({ seed: '7', list: { files, zeroReports: [] }, plan }, sha256);
    expect(drawn.filter(({ file }) => file.type === '行政许可')).toEqual([]);
    expect(drawn.filter(({ file, origin }) => file.unitCode === 'A01' && origin === 'drawn')).toHaveLength(3);
  });

  it('does not depend on the order of the list', () => {
    const list = aList(7);
    const expected = inShort(drawCases({ seed: 's', list, plan: PLAN }, sha256));
    fc.assert(
      fc.property(fc.shuffledSubarray(list.files, { minLength: list.files.length }), (files) => {
        const drawn = drawCases({ seed: 's', list: { files, zeroReports: [] }, plan: PLAN }, sha256);
        expect(inShort(drawn)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('gives every file the same chance over many seeds', () => {
    const list = { files: Array.from({ length: 8 }, (_unused, n) => aCase('A01', `${n}`)), zeroReports: [] };
    const listSha256 = hashList(list, sha256);
    const counts = new Map<string, number>();
    const rounds = 4000;
    for (let seed = 0; seed < rounds; seed += 1) {
      for (const { file, origin } of drawCases({ seed: `${seed}`, list, plan: PLAN, listSha256 }, sha256)) {
        if (origin === 'drawn') counts.set(file.number, (counts.get(file.number) ?? 0) + 1);
      }
    }
    // 2 of 8: expected 1000 each, standard deviation 27.4; five of them.
    for (const count of counts.values()) expect(Math.abs(count - rounds / 4)).toBeLessThan(137);
    expect(counts.size).toBe(8);
  });

  it('spreads over procedures by largest remainder', () => {
    const procedures = (common: number, simple: number): string[] => [
      ...Array.from({ length: common }, () => '普通程序'),
      ...Array.from({ length: simple }, () => '简易程序'),
    ];
    const seats = (common: number, simple: number, n: number) =>
      Object.fromEntries(spreadOverProcedures(procedures(common, simple), n));
    expect(seats(5, 5, 2)).toEqual({ 普通程序: 1, 简易程序: 1 });
    expect(seats(9, 1, 2)).toEqual({ 普通程序: 2, 简易程序: 0 });
    expect(seats(3, 1, 3)).toEqual({ 普通程序: 2, 简易程序: 1 });
    expect(seats(4, 0, 2)).toEqual({ 普通程序: 2 });
  });

  it('hands out every seat, and no procedure more than it has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 }),
        fc.nat(30),
        (list, n) => {
          const seats = Math.min(n, list.length);
          const shared = spreadOverProcedures(list, seats);
          expect([...shared.values()].reduce((sum, each) => sum + each, 0)).toBe(seats);
          for (const [procedure, each] of shared) {
            expect(each).toBeLessThanOrEqual(list.filter((one) => one === procedure).length);
          }
        },
      ),
    );
  });
});

describe('checkDraw', () => {
  const list = aList(6);
  const record = (seed = '38159'): DrawRecord => ({
    ...{ algorithm: DRAW_ALGORITHM, seed, listSha256: hashList(list, sha256), plan: PLAN },
    picks: drawCases({ seed, list, plan: PLAN }, sha256).map(({ file, place, origin }) => ({
      ...file,
      place,
      origin,
    })),
  });

  it('agrees with the record it repeats', () => {
    expect(checkDraw(record(), list, sha256)).toMatchObject({ ok: true, problems: [] });
  });

  it('says when the seed is another one', () => {
    const { ok, problems } = checkDraw({ ...record(), seed: '38158' }, list, sha256);
    expect(ok).toBe(false);
    expect(problems.join()).toContain('种子');
    expect(problems.join()).not.toContain('案卷目录和抽取时不同');
  });

  it('says when any field of any row has changed', () => {
    fc.assert(
      fc.property(
        fc.nat(list.files.length - 1),
        fc.constantFrom('matter', 'party', 'procedure', 'closedOn', 'handler', 'fine', 'number', 'type'),
        (row, field) => {
          const files = list.files.map((file, index) =>
            index === row ? { ...file, [field]: `${file[field as 'matter']}改` } : file,
          );
          const { ok, problems } = checkDraw(record(), { files, zeroReports: [] }, sha256);
          expect(ok).toBe(false);
          expect(problems[0]).toContain('案卷目录和抽取时不同');
        },
      ),
    );
  });

  it('says when a row was taken out or put in', () => {
    for (const files of [list.files.slice(1), [...list.files, aCase('A04', '新')]]) {
      expect(checkDraw(record(), { files, zeroReports: [] }, sha256).ok).toBe(false);
    }
  });

  it('names the file that was exchanged on the record', () => {
    const honest = record();
    const picks = honest.picks.map((pick, index) =>
      index === 0 ? { ...pick, number: '罚〔2020〕99号' } : pick,
    );
    const { problems } = checkDraw({ ...honest, picks }, list, sha256);
    expect(problems.join()).toContain('罚〔2020〕99号：记录为抽中第 1 位，重新抽取没有抽到');
  });
});

describe('canonicalList', () => {
  it('is the same for full-width signs and blanks nobody means', () => {
    const one = { files: [aCase('A01', '罚〔2020〕1号')], zeroReports: [] };
    const other = { files: [aCase('Ａ０１', '罚〔2020〕 １号', { fine: '２０００ 元' })], zeroReports: [] };
    expect(canonicalList(one)).toBe(canonicalList(other));
  });

  it('holds zero reports', () => {
    const none = { files: [], zeroReports: [{ unitCode: 'A02', type: '' }] };
    expect(canonicalList(none)).toBe('A02\t\t无');
  });
});

describe('personal data and amounts', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳小明', '欧***'],
    ['张三、李四五', '张*、李**'],
    ['海州某某商贸有限公司', '海州某某商贸有限公司'],
    ['四通商店', '四通商店'],
    ['张三等3人', '张*等3人'],
    ['张三、李四等', '张*、李*等'],
    ['张三（某店经营者）', '张*（某店经营者）'],
    ['四通商店（经营者：张三）', '四通商店（经营者：张*）'],
    ['张三 李四', '张* 李*'],
    ['张三和李四', '张*和李*'],
    ['王和平', '王**'],
    ['个体户王五', '个体户王*'],
    ['海州某某商贸有限公司王五', '海州某某商贸有限公司王*'],
    ['欧阳冰心', '欧***'],
    ['买买提·艾力', '买*****'],
    ['张三320705199001011234', '张*******************'],
    ['区人民政府、无', '区人民政府、无'],
    ['', ''],
  ])('masks %s as %s', (party, masked) => expect(maskParty(party)).toBe(masked));

  it.each([
    ['2000元', 200_000],
    ['１．５万元', 1_500_000],
    ['2,000', 200_000],
    ['警告', null],
    ['', null],
  ])('reads a fine of %s', (text, amount) => expect(fineAmount(text)).toBe(amount));
});

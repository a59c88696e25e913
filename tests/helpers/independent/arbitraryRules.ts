import * as fc from 'fast-check';
import type { Section } from '@shared/domain/indicatorSystem';
import type { Points } from '@shared/domain/points';
import type { Band, BandsRule, RatioRule, Rule, WhenEmpty } from '@shared/domain/rule';
import type { ScoreEntry } from '@shared/domain/score';

type Answers = Record<string, string>;

/** A rule with correct inputs for it; blank inputs now and then. */
export interface RuleCase {
  readonly rule: Rule;
  readonly answers: fc.Arbitrary<Answers>;
}

const word = fc.constantFrom('清单公开', '及时调整', '越权', '超期', '会议记录', '台账');
const unit = fc.constantFrom('次', '件', '人次', '');
const whenEmpty = fc.constantFrom<WhenEmpty>('na', 'full', 'zero');
const yesNo = fc.constantFrom('是', '否', '是', '否', '是', '');
/** Decimal text of a whole number of tenths. */
const tenths = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((n) => (n % 10 === 0 ? String(n / 10) : `${Math.trunc(n / 10)}.${n % 10}`));
const count = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max }).map(String);
const rarelyBlank = (answers: fc.Arbitrary<Answers>): fc.Arbitrary<Answers> =>
  fc.oneof({ weight: 12, arbitrary: answers }, { weight: 1, arbitrary: fc.constant({}) });

/** `total` hundredths cut into parts, each at least 1. */
function cut(total: Points): fc.Arbitrary<Points[]> {
  if (total < 2) return fc.constant([total]);
  return fc.integer({ min: 1, max: Math.min(4, total) }).chain((n) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: total - 1 }), {
        minLength: Math.min(n - 1, total - 1),
        maxLength: Math.min(n - 1, total - 1),
      })
      .map((marks) => {
        const sorted = [0, ...marks.sort((a, b) => a - b), total];
        return sorted.slice(1).map((mark, i) => mark - (sorted[i] ?? 0));
      }),
  );
}

const numbered = (answers: readonly string[]): Answers =>
  Object.fromEntries(answers.map((value, i) => [String(i + 1), value]));

function checklist(worth: Points): fc.Arbitrary<RuleCase> {
  return cut(worth).chain((points) =>
    fc.array(word, { minLength: points.length, maxLength: points.length }).map((names) => ({
      rule: {
        kind: 'checklist',
        parts: points.map((each, i) => ({ name: `${names[i]}${i}`, points: each })),
      },
      answers: fc.array(yesNo, { minLength: points.length, maxLength: points.length }).map(numbered),
    })),
  );
}

function graded(worth: Points): fc.Arbitrary<RuleCase> {
  return fc.array(fc.integer({ min: 0, max: worth }), { minLength: 1, maxLength: 3 }).map((scores) => ({
    rule: {
      kind: 'graded',
      criterion: '查看记录',
      levels: [worth, ...scores].map((score, i) => ({ label: `第${i + 1}档`, score })),
    },
    answers: fc.integer({ min: 1, max: scores.length + 1 }).map((n) => ({ 档次: String(n) })),
  }));
}

function ratio(worth: Points): fc.Arbitrary<RuleCase> {
  const base = { kind: 'ratio' as const, metric: '办结率', numerator: '办结数', denominator: '受理数' };
  const target = tenths(500, 1000);
  const linear = fc
    .record({ target, whenEmpty, zeroBelow: fc.option(tenths(100, 500)) })
    .map((own): RatioRule => ({ ...base, ...own, mode: 'linear' }));
  const step = fc
    .record({
      target,
      whenEmpty,
      stepSize: tenths(5, 100),
      perStep: fc.integer({ min: 1, max: worth }),
      stepRounding: fc.constantFrom<'ceil' | 'floor'>('ceil', 'floor'),
    })
    .map((own): RatioRule => ({ ...base, ...own, mode: 'step' }));
  const answers = fc
    .integer({ min: 0, max: 60 })
    .chain((bottom) =>
      fc.integer({ min: 0, max: bottom }).map((top) => ({ 分子: String(top), 分母: String(bottom) })),
    );
  return fc
    .oneof(linear, step)
    .map((rule) => ({ rule, answers: fc.oneof(answers, fc.constant({ 分子: '0', 分母: '0' })) }));
}

/** Tenths as decimal text, also below zero. */
function signedTenths(n: number): string {
  const size = Math.abs(n);
  return `${n < 0 ? '-' : ''}${size % 10 === 0 ? size / 10 : `${Math.trunc(size / 10)}.${size % 10}`}`;
}

function bands(worth: Points): fc.Arbitrary<RuleCase> {
  return fc
    .record({
      direction: fc.constantFrom<BandsRule['direction']>('higherBetter', 'lowerBetter'),
      edges: fc.uniqueArray(fc.integer({ min: -50, max: 500 }), { minLength: 1, maxLength: 3 }),
      scores: fc.array(fc.integer({ min: 0, max: worth }), { minLength: 3, maxLength: 3 }),
      whenEmpty,
    })
    .map(({ direction, edges, scores, whenEmpty }) => {
      const sorted = edges.sort((a, b) => a - b).map(signedTenths);
      const all = [worth, ...scores];
      const list = [...sorted, null].map((max, i): Band => ({
        label: `第${i + 1}段`,
        min: sorted[i - 1] ?? null,
        max,
        score: all[i] ?? 0,
      }));
      const rule: BandsRule = {
        kind: 'bands',
        metric: '压减幅度',
        unit: '%',
        direction,
        bands: list,
        whenEmpty,
      };
      const values = fc.oneof(
        fc.constantFrom(...sorted),
        fc.integer({ min: -60, max: 510 }).map(signedTenths),
        fc.constant('无'),
      );
      return { rule, answers: values.map((value) => ({ 数值: value })) };
    });
}

function losses(worth: Points): fc.Arbitrary<RuleCase> {
  const amount = fc.integer({ min: 1, max: worth });
  const missing = fc
    .record({
      required: fc.oneof(
        count(6).filter((n) => n !== '0'),
        tenths(1, 60).filter((n) => n !== '0'),
      ),
      perMissing: amount,
      maxDeduct: amount,
      unit,
    })
    .map((own): RuleCase => ({
      rule: { kind: 'deductPerMissing', subject: '会议', ...own },
      answers: (own.required.includes('.') ? tenths(0, 70) : count(7)).map((actual) => ({ 实际: actual })),
    }));
  const events = fc
    .record({ each: fc.array(amount, { minLength: 1, maxLength: 3 }), maxDeduct: amount, unit })
    .map(({ each, maxDeduct, unit }): RuleCase => ({
      rule: {
        kind: 'perOccurrenceDeduct',
        events: each.map((one, i) => ({ label: `情形${i + 1}`, unit, each: one })),
        maxDeduct,
      },
      answers: fc
        .array(fc.oneof({ weight: 9, arbitrary: count(3) }, { weight: 1, arbitrary: fc.constant('') }), {
          minLength: each.length,
          maxLength: each.length,
        })
        .map(numbered),
    }));
  const deadline = fc
    .record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      yearOffset: fc.integer({ min: 0, max: 1 }),
      perDay: amount,
      maxDeduct: amount,
    })
    .map((own): RuleCase => ({
      rule: { kind: 'deadline', subject: '年度报告', ...own },
      answers: fc.oneof(
        fc.integer({ min: -20, max: 40 }).map((days) => ({
          日期: new Date(Date.UTC(2020 + own.yearOffset, own.month - 1, own.day + days))
            .toISOString()
            .slice(0, 10),
        })),
        fc.constant({ 未报送: '是' }),
      ),
    }));
  return fc.oneof(missing, events, deadline);
}

function caseReview(worth: Points): fc.Arbitrary<RuleCase> {
  return fc
    .record({
      fullScore: fc.constantFrom('100', '10', '50'),
      failDeductEach: fc.integer({ min: 0, max: worth }),
      whenEmpty,
    })
    .map((own) => {
      const full = Number(own.fullScore);
      const rule: Rule = {
        kind: 'caseReview',
        fileType: '行政处罚',
        passScore: String(full * 0.6),
        excellentScore: String(full * 0.9),
        minFiles: 2,
        notSubmitted: 'zero',
        ...own,
      };
      const marks = fc
        .array(tenths(0, full * 10), { minLength: 1, maxLength: 5 })
        .map((list) => ({ 得分: list.join('|') }));
      return {
        rule,
        answers: fc.oneof(
          { weight: 8, arbitrary: marks },
          { weight: 1, arbitrary: fc.constantFrom<Answers>({ 得分: '无' }, { 未报送: '是' }) },
        ),
      };
    });
}

function manual(worth: Points): fc.Arbitrary<RuleCase> {
  return fc.constantFrom(1, 5, 10).map((step) => ({
    rule: { kind: 'manual', guidance: '', step, reasonRequired: true },
    answers: fc
      .integer({ min: 0, max: Math.floor(worth / step) })
      .map((n) => ({ 得分: `${Math.floor((n * step) / 100)}.${String((n * step) % 100).padStart(2, '0')}` })),
  }));
}

/** Any rule that may stand in the base section, worth `worth` hundredths. */
export function baseRule(worth: Points): fc.Arbitrary<RuleCase> {
  const yes: RuleCase = {
    rule: { kind: 'yesNo', condition: '有制度' },
    answers: yesNo.map((value): Answers => ({ 满足: value })),
  };
  const any = fc.oneof(
    fc.constant(yes),
    checklist(worth),
    graded(worth),
    ratio(worth),
    bands(worth),
    losses(worth),
    caseReview(worth),
    manual(worth),
  );
  return any.map(({ rule, answers }) => ({ rule, answers: rarelyBlank(answers) }));
}

const bonusRule: fc.Arbitrary<RuleCase> = fc
  .record({
    each: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 3 }),
    cap: fc.integer({ min: 1, max: 400 }),
    unit,
  })
  .map(({ each, cap, unit }) => ({
    rule: {
      kind: 'bonusPerOccurrence',
      unit,
      levels: each.map((one, i) => ({ label: `层级${i + 1}`, each: one })),
      cap,
    },
    answers: fc
      .array(fc.oneof(count(2), fc.constant('')), { minLength: each.length, maxLength: each.length })
      .map((counts): Answers => ({ ...numbered(counts), 文号: '苏法〔2020〕3号' })),
  }));

const vetoRule: fc.Arbitrary<RuleCase> = fc
  .constantFrom<'fail' | 'capGood'>('fail', 'capGood')
  .map((effect) => ({
    rule: { kind: 'veto', effect, triggers: ['弄虚作假'] },
    answers: fc.constantFrom<Answers>(
      { 触发: '否' },
      {},
      { 触发: '否' },
      { 触发: '否' },
      { 触发: '是', 文号: '苏法〔2020〕4号' },
    ),
  }));

/** One to three rules as they may stand together in one item of the section. */
export function rulesFor(section: Section, points: Points): fc.Arbitrary<RuleCase[]> {
  if (section === 'bonus') return bonusRule.map((one) => [one]);
  if (section === 'deduction') return losses(500).map((one) => [one]);
  if (section === 'veto') return vetoRule.map((one) => [one]);
  const single = baseRule(points).map((one) => [one]);
  const share = fc.integer({ min: 1, max: points });
  const part = share.chain((worth) =>
    baseRule(worth).map(({ rule, answers }): RuleCase => ({
      rule: { ...rule, points: worth } as Rule,
      answers,
    })),
  );
  const plain = fc.oneof(losses(points), checklist(points), graded(points), bands(points));
  return fc.oneof(
    { weight: 3, arbitrary: single },
    { weight: 1, arbitrary: fc.array(fc.oneof(part, plain), { minLength: 2, maxLength: 3 }) },
  );
}

/** A correct entry: inputs of the rules, at times points given directly, at times 不适用. Always with a reason. */
export function entryFor(
  cases: readonly RuleCase[],
  section: Section,
  points: Points,
): fc.Arbitrary<ScoreEntry> {
  const empty = { inputs: [], points: '', notApplicable: false, reason: '核查记录' };
  const byInputs = fc
    .tuple(...cases.map((each) => each.answers))
    .map((inputs): ScoreEntry => ({ ...empty, inputs }));
  if (section !== 'base') return byInputs;
  const notApplicable = fc.constant<ScoreEntry>({ ...empty, notApplicable: true });
  const isManual = cases.some(({ rule }) => rule.kind === 'manual');
  const direct = fc.integer({ min: 0, max: isManual ? 0 : points }).map((n): ScoreEntry => ({
    ...empty,
    points: `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`,
  }));
  return fc.oneof(
    { weight: 10, arbitrary: byInputs },
    { weight: 1, arbitrary: notApplicable },
    { weight: 1, arbitrary: direct },
  );
}

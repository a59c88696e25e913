import { describe, expect, it } from 'vitest';
import { nextCode, newItem, tidy, unstorable } from '@renderer/features/indicatorSystem/itemDraft';
import { nextVersion } from '@renderer/features/indicatorSystem/versionName';
import { blankRule, changeRule, fieldsOfRule, kindsOf } from '@renderer/features/indicatorSystem/ruleForms';
import { RULE_KIND_NAMES, type RuleKind } from '@shared/domain/rule';
import { ruleSchema } from '@shared/ipc/domainSchemas';

const KINDS = Object.keys(RULE_KIND_NAMES) as RuleKind[];

describe('rule form', () => {
  it.each(KINDS)('begins a rule of kind %s that the contract accepts', (kind) =>
    expect(ruleSchema.safeParse(blankRule(kind, 150)).success).toBe(true),
  );

  it.each(KINDS)('has a field for every property of kind %s', (kind) => {
    const rule = blankRule(kind, 150);
    const shown = new Set(fieldsOfRule(rule).map((field) => field.key));
    // These two have one value only, so there is nothing to choose.
    const fixed = ['kind', 'notSubmitted', 'reasonRequired'];
    expect(Object.keys(rule).filter((key) => !shown.has(key) && !fixed.includes(key))).toEqual([]);
  });

  it('swaps the parameters of a ratio with its mode and keeps the rest', () => {
    const linear = changeRule(blankRule('ratio', 100), 'metric', '公示率');
    const step = changeRule(linear, 'mode', 'step');
    expect(ruleSchema.safeParse(step).success).toBe(true);
    expect(step).toMatchObject({ mode: 'step', metric: '公示率' });
    expect(step).not.toHaveProperty('zeroBelow');
    expect(changeRule(step, 'mode', 'linear')).toEqual(linear);
  });

  it('offers 否决 to veto items alone', () => {
    expect(kindsOf('veto')).toEqual(['veto']);
    expect(kindsOf('base')).not.toContain('veto');
    expect(kindsOf('base')).not.toContain('bonusPerOccurrence');
  });
});

describe('new items and versions', () => {
  it('take the next free code', () => {
    expect(nextCode(['1.1.1', '1.1.2'], '1.1.1')).toBe('1.1.3');
    expect(nextCode(['1.9', '1.10'], '1.9')).toBe('1.11');
  });
  it('begin in a table without items', () =>
    expect(newItem([], undefined)).toMatchObject({ code: '1.1.1', section: 'base' }));
  it('count versions up', () => {
    expect(nextVersion('2020-ref.1', ['2020-ref.1'])).toBe('2020-ref.2');
    expect(nextVersion('2020-ref.1', ['2020-ref.1', '2020-ref.2'])).toBe('2020-ref.3');
    expect(nextVersion('正式', ['正式'])).toBe('正式.2');
  });
});

describe('an edited item', () => {
  const stored = { ...newItem([], undefined), id: 1 };
  it('is not stored under a code that is taken', () =>
    expect(unstorable({ ...stored, code: '2' }, [stored, { ...stored, id: 2, code: '2' }], 1)).toContain(
      '已用于',
    ));
  it('is not stored without a name', () =>
    expect(unstorable({ ...stored, name: ' ' }, [stored], 1)).toContain('名称'));
  it('is stored as it is otherwise', () => expect(unstorable(stored, [stored], 1)).toBe(''));
  it('loses blank lines only when stored', () =>
    expect(tidy({ ...stored, evidence: ['公示截图', '', ' 台账 '] }).evidence).toEqual(['公示截图', '台账']));
});

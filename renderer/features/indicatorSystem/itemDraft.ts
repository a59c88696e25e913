import type { ScoringItem, Section } from '@shared/domain/indicatorSystem';
import type { ItemView } from '@shared/ipc/views';
import { blankRule } from './ruleForms';

/** What an item still says after 「1.2.3」 when the next one is wanted: 1.2.4, or the prefix plus 1. */
export function nextCode(codes: readonly string[], near: string): string {
  const taken = new Set(codes);
  const match = /^(.*?)(\d+)$/.exec(near);
  const prefix = match?.[1] ?? `${near}.`;
  let number = match ? Number(match[2]) + 1 : 1;
  while (taken.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** A new item beside the chosen one, in the same part and with the same groups; 酌情 until someone decides. */
export function newItem(items: readonly ItemView[], beside: ItemView | undefined): ScoringItem {
  const section: Section = beside?.section ?? 'base';
  const kind = section === 'bonus' ? 'bonusPerOccurrence' : section === 'veto' ? 'veto' : 'manual';
  const points = section === 'base' ? 100 : 0;
  return {
    code: nextCode(
      items.map((item) => item.code),
      beside?.code ?? '1.1.0',
    ),
    section,
    level1Code: beside?.level1Code ?? '1',
    level1Name: beside?.level1Name ?? '新的一级指标',
    level2Code: beside?.level2Code ?? '1.1',
    level2Name: beside?.level2Name ?? '新的二级指标',
    name: '新指标',
    requirement: '',
    points,
    rules: [blankRule(kind, points)],
    standard: '',
    evidence: [],
    groups: beside?.groups ?? [],
    unitTags: [],
    leadScorer: beside?.leadScorer ?? '',
    basis: [],
  };
}

/** The item without its database id, as the contract takes it. */
export function withoutId({ id: _id, ...item }: ItemView): ScoringItem {
  return item;
}

const lines = (texts: readonly string[]): string[] => texts.map((text) => text.trim()).filter(Boolean);

/** Blank lines a person left between entries are none; done when saving, so that typing a new line works. */
export function tidy(item: ScoringItem): ScoringItem {
  return {
    ...item,
    code: item.code.trim(),
    name: item.name.trim(),
    evidence: lines(item.evidence),
    unitTags: lines(item.unitTags),
    rules: item.rules.map((rule) =>
      rule.kind === 'veto' ? { ...rule, triggers: lines(rule.triggers) } : rule,
    ),
  };
}

/** Why an item cannot be stored yet; '' where it can. What merely does not add up is stored and reported. */
export function unstorable(item: ScoringItem, others: readonly ItemView[], ownId: number): string {
  const code = item.code.trim();
  if (code === '') return '指标编码不能为空';
  const twin = others.find((other) => other.code === code && other.id !== ownId);
  if (twin) return `指标编码 ${code} 已用于“${twin.name}”`;
  if (item.name.trim() === '') return '三级指标名称不能为空';
  if (item.level1Name.trim() === '') return '一级指标名称不能为空';
  return '';
}

/** Where what was typed into an item is kept while the table refuses it. */
export function draftKey(systemId: number, itemId: number): string {
  return `indicatorSystem.draft.${systemId}.${itemId}`;
}

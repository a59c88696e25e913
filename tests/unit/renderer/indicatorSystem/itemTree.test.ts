import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { itemOfRow } from '@renderer/features/indicatorSystem/importRows';
import { basePoints, filterTree, itemTree } from '@renderer/features/indicatorSystem/itemTree';
import { readReferenceSet } from '@shared/domain/referenceSet';

const { system } = readReferenceSet(
  JSON.parse(readFileSync('resources/indicator-sets/jiangsu-reference-2020.json', 'utf8')),
);

describe('tree of the reference set', () => {
  const tree = itemTree(system.items);
  const base = tree.filter((node) => node.section === 'base');

  it('has seven parts and three further sections', () => {
    expect(base).toHaveLength(7);
    expect(tree.slice(7).map((node) => node.name)).toEqual(['加分项', '扣分项', '否决项']);
  });
  it('shows the points of each part of the practice page §3', () =>
    expect(base.map((node) => node.points)).toEqual([1800, 1200, 1200, 2200, 1400, 1000, 1200]));
  it('sums to 100.00', () => expect(basePoints(system.items)).toBe(10_000));
  it('has 29 second levels and 108 base items', () => {
    expect(base.flatMap((node) => node.children)).toHaveLength(29);
    expect(base.reduce((sum, node) => sum + node.itemCount, 0)).toBe(108);
  });
  it('gives sections outside the base no points', () =>
    expect(tree.slice(7).map((node) => node.points)).toEqual([null, null, null]));
  it('keeps the way to what was searched', () => {
    const found = filterTree(tree, (node) => node.code === '1.1.2');
    expect(found.map((node) => node.code)).toEqual(['1']);
    expect(found[0]?.children[0]?.children.map((node) => node.code)).toEqual(['1.1.2']);
  });
});

describe('tree of a table without second levels', () => {
  it('hangs items under their part', () => {
    const items = system.items.slice(0, 2).map((item) => ({ ...item, level2Code: '', level2Name: '' }));
    expect(itemTree(items)[0]?.children.map((node) => node.itemIndex)).toEqual([0, 1]);
  });
});

describe('row of a problem', () => {
  it('is the item read from it', () => expect(itemOfRow([4, 5, 7], 7)).toBe(2));
  it('is none for a title row', () => expect(itemOfRow([4, 5, 7], 2)).toBeNull());
  it('is none for a finding about the whole sheet', () => expect(itemOfRow([4], null)).toBeNull());
});

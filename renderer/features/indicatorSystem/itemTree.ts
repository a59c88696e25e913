import { SECTION_NAMES, type ScoringItem, type Section } from '@shared/domain/indicatorSystem';
import type { Points } from '@shared/domain/points';

/** A node of the tree: a level-1 part, a level-2 indicator, or an item (then `itemIndex` is set). */
export interface TreeNode {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly section: Section;
  /** Σ points of the base items below; null outside the base section, where items have none. */
  readonly points: Points | null;
  readonly itemCount: number;
  readonly itemIndex: number | null;
  readonly children: readonly TreeNode[];
}

interface Branch {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly section: Section;
  readonly branches: Map<string, Branch>;
  readonly leaves: TreeNode[];
  readonly order: TreeNode[];
}

function branch(
  parent: Map<string, Branch>,
  key: string,
  code: string,
  name: string,
  section: Section,
): Branch {
  let found = parent.get(key);
  if (!found) {
    found = { key, code, name, section, branches: new Map(), leaves: [], order: [] };
    parent.set(key, found);
  }
  return found;
}

function leaf(item: ScoringItem, index: number): TreeNode {
  return {
    key: `item-${index}`,
    code: item.code,
    name: item.name,
    section: item.section,
    points: item.section === 'base' ? item.points : null,
    itemCount: 1,
    itemIndex: index,
    children: [],
  };
}

function close(branch: Branch): TreeNode {
  const children = [...[...branch.branches.values()].map(close), ...branch.leaves];
  return {
    key: branch.key,
    code: branch.code,
    name: branch.name,
    section: branch.section,
    points: branch.section === 'base' ? children.reduce((sum, child) => sum + (child.points ?? 0), 0) : null,
    itemCount: children.reduce((sum, child) => sum + child.itemCount, 0),
    itemIndex: null,
    children,
  };
}

/** Items in table order → tree of three levels; items without a level 2 hang directly under their part. */
export function itemTree(items: readonly ScoringItem[]): TreeNode[] {
  const roots = new Map<string, Branch>();
  items.forEach((item, index) => {
    const name = item.section === 'base' ? item.level1Name : SECTION_NAMES[item.section];
    const key1 = `1|${item.section}|${item.level1Code}|${name}`;
    const part = branch(roots, key1, item.level1Code, name, item.section);
    if (item.section !== 'base' || item.level2Name === '') {
      part.leaves.push(leaf(item, index));
      return;
    }
    const key2 = `${key1}|${item.level2Code}|${item.level2Name}`;
    branch(part.branches, key2, item.level2Code, item.level2Name, item.section).leaves.push(
      leaf(item, index),
    );
  });
  return [...roots.values()].map(close);
}

/** The tree with only what matches, and the ways to it. */
export function filterTree(nodes: readonly TreeNode[], matches: (node: TreeNode) => boolean): TreeNode[] {
  return nodes.flatMap((node) => {
    if (matches(node)) return [node];
    const children = filterTree(node.children, matches);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** Σ points of the base items: 100.00 in a complete table. */
export function basePoints(items: readonly ScoringItem[]): Points {
  return items.reduce((sum, item) => sum + (item.section === 'base' ? item.points : 0), 0);
}

/** Points base items usually sum to, hundredths. */
export const FULL_TABLE: Points = 10_000;

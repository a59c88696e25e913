import { SearchOutlined } from '@ant-design/icons';
import { Input, Tag, Tree } from 'antd';
import type { DataNode } from 'antd/es/tree';
import { useMemo, useState } from 'react';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { formatPoints } from '@shared/domain/points';
import { matchesWords, searchWords } from '../../components/tableFilter';
import { useHeight } from '../../components/useHeight';
import { basePoints, filterTree, FULL_TABLE, itemTree, type TreeNode } from './itemTree';

export interface IndicatorTreeProps {
  readonly items: readonly ScoringItem[];
  /** Place in `items`; null: none. */
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  /** Pixels; without it the tree fills its container. */
  readonly height?: number;
}

function toDataNode(node: TreeNode): DataNode {
  const sum = node.points === null ? `${node.itemCount} 项` : formatPoints(node.points);
  return {
    key: node.key,
    // Selecting an inner node would show nothing; a click folds it instead.
    selectable: node.itemIndex !== null,
    title: (
      <span className="tree-line">
        <span className="tree-name" title={node.name}>
          <span className="tree-code">{node.code}</span> {node.name}
        </span>
        {(node.itemIndex === null || node.points !== null) && <span className="points">{sum}</span>}
      </span>
    ),
    children: node.children.map(toDataNode),
  };
}

function branchKeys(nodes: readonly TreeNode[]): string[] {
  return nodes.flatMap((node) => (node.itemIndex === null ? [node.key, ...branchKeys(node.children)] : []));
}

/** Keys of the nodes above an item. */
function pathTo(nodes: readonly TreeNode[], itemIndex: number): string[] {
  for (const node of nodes) {
    if (node.itemIndex === itemIndex) return [node.key];
    const below = pathTo(node.children, itemIndex);
    if (below.length > 0) return [node.key, ...below];
  }
  return [];
}

/** The indicator tree with points per part and their sum. */
export function IndicatorTree({ items, selected, onSelect, height }: IndicatorTreeProps) {
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<readonly string[]>([]);
  const [box, boxHeight] = useHeight<HTMLDivElement>(height === undefined);
  const tree = useMemo(() => itemTree(items), [items]);
  const words = useMemo(() => searchWords(query), [query]);
  const shown = useMemo(
    () =>
      words.length === 0 ? tree : filterTree(tree, (node) => matchesWords([node.code, node.name], words)),
    [tree, words],
  );
  const nodes = useMemo(() => shown.map(toDataNode), [shown]);
  const sum = basePoints(items);

  // A newly selected item unfolds the way to it; what is open otherwise stays.
  const [seen, setSeen] = useState<number | null>(null);
  if (seen !== selected) {
    setSeen(selected);
    const path = selected === null ? [] : pathTo(tree, selected).slice(0, -1);
    setOpen([...new Set([...open, ...path])]);
  }

  return (
    <div className="indicator-tree">
      <Input
        type="search"
        prefix={<SearchOutlined aria-hidden />}
        aria-label="查找指标"
        placeholder="按编码或名称查找"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div ref={box} className="indicator-tree-body" style={height === undefined ? undefined : { height }}>
        <Tree
          aria-label="指标树"
          treeData={nodes}
          height={height ?? Math.max(160, boxHeight)}
          blockNode
          expandedKeys={words.length > 0 ? branchKeys(shown) : [...open]}
          onExpand={(keys) => setOpen(keys.map(String))}
          expandAction="click"
          selectedKeys={selected === null ? [] : [`item-${selected}`]}
          onSelect={(keys) => {
            const key = String(keys[0] ?? '');
            if (key.startsWith('item-')) onSelect(Number(key.slice('item-'.length)));
          }}
        />
      </div>
      <div className="indicator-tree-sum">
        <span>
          共 {items.length} 项（基本 {items.filter((item) => item.section === 'base').length} 项）· 基本分合计
        </span>
        <strong className="points">{formatPoints(sum)}</strong>
        {sum === FULL_TABLE ? <Tag color="success">等于100</Tag> : <Tag color="warning">不等于100</Tag>}
      </div>
    </div>
  );
}

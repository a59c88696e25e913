import { App, Button, Flex, Tree } from 'antd';
import { useMemo } from 'react';
import type { ExplanationStep } from '@shared/domain/score';
import type { ExplanationView } from '@shared/ipc/views';
import { explanationText } from './explanationText';

interface StepNode {
  readonly key: string;
  readonly title: string;
  readonly children: StepNode[];
}

/** Steps deeper than this stay folded until asked for: 108 items at once are no explanation. */
const OPEN_DEPTH = 1;

function toNode(step: ExplanationStep, key: string): StepNode {
  return {
    key,
    title: step.text,
    children: (step.children ?? []).map((child, index) => toNode(child, `${key}-${index}`)),
  };
}

function openKeys(node: StepNode, depth = 0): string[] {
  if (depth >= OPEN_DEPTH) return [];
  return [node.key, ...node.children.flatMap((child) => openKeys(child, depth + 1))];
}

/** A figure's derivation down to inputs and evidence, with 「复制说明」. */
export function ExplanationTree({ view }: { readonly view: ExplanationView }) {
  const { message } = App.useApp();
  const root = useMemo(() => toNode(view.root, '0'), [view.root]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(explanationText(view.title, view.root));
      message.success('说明已复制到剪贴板');
    } catch {
      message.error('系统不允许写入剪贴板，请选中文字后按 Ctrl+C 复制');
    }
  };
  return (
    <div>
      <Flex justify="space-between" align="center" gap={8}>
        <strong>{view.title}</strong>
        <Button size="small" onClick={copy}>
          复制说明
        </Button>
      </Flex>
      <Tree
        aria-label="得分推导"
        treeData={[root]}
        defaultExpandedKeys={openKeys(root)}
        selectable={false}
        showLine
        className="explanation-tree"
      />
    </div>
  );
}

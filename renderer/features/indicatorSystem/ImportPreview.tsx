import { Alert } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { IndicatorPreviewView } from '@shared/ipc/views';
import type { TableProblem } from '@shared/tables/problem';
import { rowOfCell } from '../../components/problemRows';
import { ProblemTable } from '../../components/ProblemTable';
import { itemOfRow } from './importRows';
import { IndicatorTree } from './IndicatorTree';
import { ItemFacts } from './ItemFacts';

/** 「导入预览」: tree, sum, 「问题」 with assumptions; a problem shows its row. */
export function ImportPreview({ preview }: { readonly preview: IndicatorPreviewView }) {
  const [selected, setSelected] = useState<number | null>(preview.rows.length > 0 ? 0 : null);
  const [shownRow, setShownRow] = useState<number | null>(null);
  const item = selected === null ? undefined : preview.system.items[selected];
  const counts = countOf(preview.problems);

  const showRow = (problem: TableProblem) => {
    const row = rowOfCell(problem.cell);
    setShownRow(row);
    setSelected(itemOfRow(preview.rows, row));
  };
  return (
    <>
      <p>
        {preview.fileName} · 工作表“{preview.sheet}” · {preview.system.items.length} 项 · 基本分合计{' '}
        <strong className="numeric">{formatPoints(preview.pointsTotal)}</strong> · 错误 {counts.error}，提醒{' '}
        {counts.warning}，推定 {counts.assumption}
      </p>
      <div className="import-preview-pair">
        <IndicatorTree items={preview.system.items} selected={selected} onSelect={setSelected} height={190} />
        <section className="import-preview-item" tabIndex={0} aria-label="所选行">
          {item ? (
            <>
              <h2 className="dialog-heading">
                {item.code} {item.name}
                {selected !== null && <span className="muted"> · 第 {preview.rows[selected]} 行</span>}
              </h2>
              <ItemFacts item={item} />
            </>
          ) : (
            <Alert
              type="info"
              title={shownRow === null ? '请在左边选择一项' : `第 ${shownRow} 行没有读成指标，原因见“问题”。`}
            />
          )}
        </section>
      </div>
      <h2 className="dialog-heading">问题（{preview.problems.length}）</h2>
      <ProblemTable problems={preview.problems} onOpen={showRow} height={140} />
    </>
  );
}

function countOf(problems: readonly TableProblem[]): Record<TableProblem['severity'], number> {
  const counts = { error: 0, warning: 0, assumption: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  return counts;
}

import { App, Button } from 'antd';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useMemo, useRef, useState, type ClipboardEvent } from 'react';
import { shortPoints } from '@shared/domain/points';
import type { SchemeView, UnitResult } from '@shared/ipc/views';
import { call } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useWorkspace } from '../../shell/workspace';
import { otherScoreTyping } from './otherScoreWriter';
import { cellKey, isGridPaste, pasteInto, readPasted, scoreProblem, type CellValue } from './scoreGrid';

const ROW_HEIGHT = 32;

/** Other components' scores, typed or pasted from Excel; saved as typed. Blank takes a score away. */
export function OtherScores({
  scheme,
  units,
  disabled,
  onSaved,
}: {
  readonly scheme: SchemeView;
  readonly units: readonly UnitResult[];
  readonly disabled: boolean;
  readonly onSaved: () => void;
}) {
  const { message } = App.useApp();
  const writer = otherScoreTyping.in(useWorkspace().workspace.folder);
  const [typed, setTyped] = useState(() => writer.unsaved());
  const [error, setError] = useState<unknown>(undefined);
  const components = useMemo(() => scheme.components.filter((line) => !line.ruleOfLaw), [scheme]);
  const saved = useRef(onSaved);
  useEffect(() => {
    saved.current = onSaved;
  });
  useEffect(() => writer.onSaved(() => saved.current()), [writer]);
  useEffect(
    () =>
      writer.onRefused((cause) => {
        setTyped(new Map());
        setError(cause);
      }),
    [writer],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: units.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });

  const take = useCallback(
    (values: readonly CellValue[]) => {
      setTyped((known) => {
        const next = new Map(known);
        for (const value of values) next.set(cellKey(value), value.score);
        return next;
      });
      writer.put(values.filter((value) => scoreProblem(value.score) === ''));
    },
    [writer],
  );

  const paste = (event: ClipboardEvent<HTMLElement>) => {
    const cell =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null;
    const text = event.clipboardData.getData('text/plain');
    const [unitId, componentId] = (cell?.dataset.cell ?? '').split(':').map(Number);
    if (!unitId || !componentId || !isGridPaste(text) || disabled) return;
    event.preventDefault();
    const result = pasteInto(
      readPasted(text),
      { unitId, componentId },
      units.map((unit) => unit.id),
      components.map((line) => line.id),
    );
    take(result.values);
    const refused = result.refused > 0 ? `，${result.refused} 格不是0至100的得分或超出表格，没有粘贴` : '';
    message.info(`已粘贴 ${result.values.length} 格${refused}`);
  };

  const importScores = async () => {
    setError(undefined);
    try {
      const [file] = await call('dialog:files', { purpose: 'otherScores', multiple: false });
      if (!file) return;
      const { changed, ignored } = await call('scheme:importScores', { file: file.token });
      setTyped(new Map());
      onSaved();
      if (ignored.length === 0) message.success(`已导入 ${changed} 个得分`);
      else message.warning(`已导入 ${changed} 个得分；不是组成部分的列没有导入：${ignored.join('、')}`);
    } catch (cause) {
      setError(cause);
    }
  };

  if (components.length === 0) {
    return <EmptyState title="没有其他组成部分" text="这个方案只有法治部分，综合总分就是法治得分。" />;
  }
  const template = `minmax(140px, 1.4fr) repeat(${components.length}, minmax(88px, 1fr))`;
  return (
    <div className="other-scores">
      <div className="panel-head">
        <span className="muted">各组成部分得分0至100。可从 Excel 复制后直接粘贴。</span>
        <span className="spacer" />
        <Button disabled={disabled} onClick={() => void importScores()}>
          导入其他得分
        </Button>
      </div>
      <ErrorNotice error={error} onClose={() => setError(undefined)} />
      <div
        role="table"
        aria-label="其他得分"
        aria-rowcount={units.length + 1}
        className="score-grid"
        onPaste={paste}
      >
        <div role="row" className="grid-row grid-head" style={{ gridTemplateColumns: template }}>
          <span role="columnheader">单位</span>
          {components.map((line) => (
            <span key={line.id} role="columnheader" title={line.name}>
              {line.name}（{shortPoints(line.weight)}）
            </span>
          ))}
        </div>
        <div ref={scroller} className="grid-scroll" role="presentation">
          <div role="rowgroup" className="grid-space" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((place) => {
              const unit = units[place.index];
              return unit ? (
                <div
                  key={unit.id}
                  role="row"
                  aria-rowindex={place.index + 2}
                  className="grid-row grid-body"
                  style={{ gridTemplateColumns: template, transform: `translateY(${place.start}px)` }}
                >
                  <span role="rowheader" className="grid-unit" title={unit.name}>
                    {unit.shortName || unit.name}
                  </span>
                  {components.map((line, index) => (
                    <Cell
                      key={line.id}
                      unitId={unit.id}
                      componentId={line.id}
                      label={`${unit.shortName || unit.name} ${line.name}`}
                      value={
                        typed.get(cellKey({ unitId: unit.id, componentId: line.id })) ??
                        figureText(unit.otherScores[index] ?? null)
                      }
                      disabled={disabled}
                      onChange={take}
                    />
                  ))}
                </div>
              ) : null;
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

const Cell = memo(function Cell({
  unitId,
  componentId,
  label,
  value,
  disabled,
  onChange,
}: {
  readonly unitId: number;
  readonly componentId: number;
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (values: readonly CellValue[]) => void;
}) {
  const problem = scoreProblem(value);
  return (
    <span role="cell">
      <input
        className={`grid-input ${problem ? 'grid-wrong' : ''}`}
        data-cell={`${unitId}:${componentId}`}
        aria-label={label}
        aria-invalid={problem !== ''}
        title={problem || undefined}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange([{ unitId, componentId, score: event.target.value }])}
      />
    </span>
  );
});

import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import type { ItemView } from '@shared/ipc/views';
import type { ColumnLine } from './itemColumn';
import { MarkingLine } from './MarkingLine';
import { NotApplicableBox } from './NotApplicableBox';
import { ReasonField } from './ReasonField';
import { firstInput } from './ItemList';
import { adjustedText } from './layerText';
import { reasonLine, resultText } from './resultText';
import { RuleFields } from './RuleFields';

/** Where the focus is to go. A new object each time it is asked for. */
export interface RowFocus {
  readonly unitId: number;
  readonly where: 'first' | 'reason';
}

export interface ColumnTableProps {
  readonly item: ItemView;
  readonly lines: readonly ColumnLine[];
  readonly activeId: number | null;
  readonly focus: RowFocus | null;
  readonly disabled: boolean;
  readonly onActivate: (unitId: number) => void;
  readonly onEntry: (unitId: number, entry: ScoreEntry) => void;
  readonly onExplain: (unitId: number) => void;
}

const ROW_HEIGHT = 56;

/** One item over all units, a row each, editable in place. Only rows in sight are drawn, and the one with the focus. */
export function ColumnTable(props: ColumnTableProps) {
  const { item, lines, activeId, focus } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const activeIndex = lines.findIndex((line) => line.unit.unitId === activeId);
  const withActive = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeIndex < 0 || indexes.includes(activeIndex)) return indexes;
      return [...indexes, activeIndex].sort((a, b) => a - b);
    },
    [activeIndex],
  );
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => lines[index]?.unit.unitId ?? index,
    rangeExtractor: withActive,
    overscan: 4,
  });
  const met = useRef<RowFocus | null>(null);
  useLayoutEffect(() => {
    if (!focus || met.current === focus) return;
    // The unit may not have this item: then the first one takes the focus.
    const index = Math.max(
      0,
      lines.findIndex((line) => line.unit.unitId === focus.unitId),
    );
    const row = document.getElementById(`score-unit-${lines[index]?.unit.unitId}`);
    if (!row) return;
    met.current = focus;
    firstInput(row, focus.where)?.focus({ preventScroll: true });
    virtualizer.scrollToIndex(index, { align: 'auto' });
  });

  return (
    <div
      role="table"
      aria-label={`${item.code} ${item.name}`}
      aria-rowcount={lines.length + 1}
      className="column-table"
    >
      <div role="row" className="column-row column-head">
        <span role="columnheader">单位</span>
        <span role="columnheader">评分输入</span>
        <span role="columnheader">得分</span>
        <span role="columnheader">扣分理由</span>
      </div>
      <div ref={scroller} className="score-scroll" role="presentation">
        <div role="rowgroup" className="score-spacer" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((place) => {
            const line = lines[place.index];
            if (!line) return null;
            return (
              <div
                key={line.unit.unitId}
                id={`score-unit-${line.unit.unitId}`}
                role="row"
                aria-rowindex={place.index + 2}
                data-index={place.index}
                ref={virtualizer.measureElement}
                className={`score-slot column-row ${line.unit.unitId === activeId ? 'column-row-active' : ''}`}
                style={{ transform: `translateY(${place.start}px)` }}
                onFocusCapture={() => props.onActivate(line.unit.unitId)}
                onPointerDown={() => props.onActivate(line.unit.unitId)}
              >
                <Row
                  item={item}
                  line={line}
                  disabled={props.disabled}
                  onEntry={props.onEntry}
                  onExplain={props.onExplain}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const Row = memo(function Row({
  item,
  line,
  disabled: allDisabled,
  onEntry,
  onExplain,
}: Pick<ColumnTableProps, 'item' | 'disabled' | 'onEntry' | 'onExplain'> & { readonly line: ColumnLine }) {
  const { unit, row, entry, result } = line;
  const disabled = allDisabled || Boolean(row.closed);
  const change = (next: ScoreEntry) => onEntry(unit.unitId, next);
  const figure = resultText(item, result);
  return (
    <>
      <span role="rowheader" className="column-unit" title={unit.name}>
        {unit.shortName || unit.name}
        {item.section === 'base' && (
          <NotApplicableBox
            checked={entry.notApplicable}
            disabled={disabled}
            onChange={(notApplicable) => change({ ...entry, notApplicable })}
          />
        )}
      </span>
      <span role="cell" className="score-inputs">
        <RuleFields
          item={item}
          entry={entry}
          problems={result.problems}
          disabled={disabled || entry.notApplicable}
          onEntry={change}
        />
        {entry.points !== '' && <span className="muted">直接给分 {entry.points}</span>}
        <MarkingLine item={item} row={row} brief />
        {row.closed && !row.marking && <span className="score-closed">{row.closed}</span>}
      </span>
      <span role="cell" className="column-figure">
        <button
          type="button"
          tabIndex={-1}
          title={reasonLine(result)}
          className={`score-figure score-figure-${result.problems.length > 0 ? 'refused' : result.status}`}
          aria-label={`${unit.shortName || unit.name} ${figure}，查看推导`}
          onClick={() => onExplain(unit.unitId)}
        >
          {figure}
        </button>
        <Layers row={row} />
      </span>
      <span role="cell">
        <ReasonField
          item={item}
          entry={entry}
          problem={result.problems.find((problem) => problem.field === '扣分理由')?.message ?? ''}
          disabled={disabled}
          onEntry={change}
        />
      </span>
    </>
  );
});

/** 自评分 under the assessed score, and what was adjusted afterwards with what it comes to. */
function Layers({ row }: { readonly row: ColumnLine['row'] }) {
  const adjusted = adjustedText(row);
  return (
    <span className="column-layers">
      <span>自评 {row.selfPoints ?? '未填'}</span>
      {adjusted && <span className="score-layers">{adjusted}</span>}
    </span>
  );
}

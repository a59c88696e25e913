import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import { ItemCard } from './ItemCard';
import type { SheetLine } from './sheetState';

/** Where in an item the focus is to go. A new object each time it is asked for. */
export interface FocusRequest {
  readonly itemId: number;
  readonly where: 'first' | 'reason';
}

export interface ItemListProps {
  readonly unitId: number;
  readonly lines: readonly SheetLine[];
  readonly activeId: number | null;
  readonly focus: FocusRequest | null;
  readonly disabled: boolean;
  /** Why no item of the unit can be typed; '' where some can. */
  readonly closedAll: string;
  readonly onActivate: (itemId: number) => void;
  readonly onEntry: (itemId: number, entry: ScoreEntry) => void;
  readonly onExplain: (itemId: number) => void;
  readonly onDropFiles: (itemId: number, files: readonly File[]) => void;
}

const CARD_HEIGHT = 132;

/** The items of the unit. Only those in sight are drawn, and the one with the focus, which must not lose it by scrolling. */
export function ItemList(props: ItemListProps) {
  const { lines, activeId, focus } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const activeIndex = lines.findIndex((line) => line.item.id === activeId);
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
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => lines[index]?.item.id ?? index,
    rangeExtractor: withActive,
    overscan: 3,
  });
  useFocusRequest(focus, lines, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));

  return (
    <div ref={scroller} className="score-scroll" tabIndex={-1}>
      <div
        role="list"
        aria-label="指标列表"
        className="score-spacer"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((place) => {
          const line = lines[place.index];
          if (!line) return null;
          return (
            <div
              key={line.item.id}
              role="listitem"
              aria-posinset={place.index + 1}
              aria-setsize={lines.length}
              data-index={place.index}
              ref={virtualizer.measureElement}
              className="score-slot"
              style={{ transform: `translateY(${place.start}px)` }}
            >
              <ItemCard
                line={line}
                unitId={props.unitId}
                active={line.item.id === activeId}
                disabled={props.disabled}
                closedAll={props.closedAll}
                onActivate={props.onActivate}
                onEntry={props.onEntry}
                onExplain={props.onExplain}
                onDropFiles={props.onDropFiles}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Scrolls to an item and focuses its first input (or its reason) once it is drawn. Each request is met once. */
function useFocusRequest(
  focus: FocusRequest | null,
  lines: readonly SheetLine[],
  scrollTo: (index: number) => void,
): void {
  const met = useRef<FocusRequest | null>(null);
  useLayoutEffect(() => {
    if (!focus || met.current === focus) return;
    // The item may not belong to the unit gone to: then its first one takes the focus.
    const index = Math.max(
      0,
      lines.findIndex((line) => line.item.id === focus.itemId),
    );
    const card = document.getElementById(`score-item-${lines[index]?.item.id}`);
    if (!card) return;
    met.current = focus;
    firstInput(card, focus.where)?.focus({ preventScroll: true });
    scrollTo(index);
  });
}

/** The field to type into; of radios the chosen one, else the first. */
export function firstInput(card: HTMLElement, where: FocusRequest['where']): HTMLElement | null {
  const reason = card.querySelector<HTMLElement>('[data-where="reason"]:not(:disabled)');
  if (where === 'reason') return reason;
  const first = card.querySelector<HTMLInputElement>('.score-inputs input:not(:disabled)');
  if (first?.type !== 'radio') return first ?? reason;
  const chosen = card.querySelector<HTMLInputElement>(`input[name="${CSS.escape(first.name)}"]:checked`);
  return chosen ?? first;
}

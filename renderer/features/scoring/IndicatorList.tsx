import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ItemView } from '@shared/ipc/views';

const ROW_HEIGHT = 32;

/** 「指标列表」 of 按指标: the items, one to be scored over all units. */
export function IndicatorList({
  items,
  itemId,
  onSelect,
  onEnter,
}: {
  readonly items: readonly ItemView[];
  readonly itemId: number | null;
  readonly onSelect: (itemId: number) => void;
  readonly onEnter: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const selected = items.findIndex((item) => item.id === itemId);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected, { align: 'auto' });
  }, [selected, virtualizer]);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = items[selected + step];
    if (event.key === 'Enter') onEnter();
    else if (step !== 0 && next) onSelect(next.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={scroller} className="unit-scroll" onKeyDown={move}>
      <div
        role="list"
        aria-label="指标列表"
        className="score-spacer"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((place) => {
          const item = items[place.index];
          return item ? (
            <div
              key={item.id}
              role="listitem"
              aria-posinset={place.index + 1}
              aria-setsize={items.length}
              className="unit-slot"
              style={{ transform: `translateY(${place.start}px)`, height: ROW_HEIGHT }}
            >
              <button
                type="button"
                tabIndex={item.id === itemId ? 0 : -1}
                aria-current={item.id === itemId ? 'true' : undefined}
                className={`unit-row ${item.id === itemId ? 'unit-row-selected' : ''}`}
                title={`${item.code} ${item.name}`}
                onClick={() => onSelect(item.id)}
              >
                <span className="unit-name">
                  <span className="score-code">{item.code}</span> {item.name}
                </span>
              </button>
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

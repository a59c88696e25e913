import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type KeyboardEvent } from 'react';
import type { UnitProgress } from '@shared/ipc/views';

const ROW_HEIGHT = 32;

/** 「单位列表」: every unit with what is scored, n/m ✓. ↑ ↓ move within the list, Enter goes to the unit's items. */
export const UnitList = memo(function UnitList({
  units,
  unitId,
  onSelect,
  onEnter,
}: {
  readonly units: readonly UnitProgress[];
  readonly unitId: number | null;
  readonly onSelect: (unitId: number) => void;
  readonly onEnter: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const selected = units.findIndex((unit) => unit.unitId === unitId);
  const virtualizer = useVirtualizer({
    count: units.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected, { align: 'auto' });
  }, [selected, virtualizer]);

  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      onEnter();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = units[selected + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(next.unitId);
  };

  return (
    <div ref={scroller} className="unit-scroll" onKeyDown={move}>
      <div
        role="list"
        aria-label="单位列表"
        className="score-spacer"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((place) => {
          const unit = units[place.index];
          return unit ? (
            <div
              key={unit.unitId}
              role="listitem"
              aria-posinset={place.index + 1}
              aria-setsize={units.length}
              className="unit-slot"
              style={{ transform: `translateY(${place.start}px)`, height: ROW_HEIGHT }}
            >
              <UnitRow unit={unit} selected={unit.unitId === unitId} onSelect={onSelect} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
});

const UnitRow = memo(function UnitRow({
  unit,
  selected,
  onSelect,
}: {
  readonly unit: UnitProgress;
  readonly selected: boolean;
  readonly onSelect: (unitId: number) => void;
}) {
  const done = unit.applicable > 0 && unit.scored >= unit.applicable;
  return (
    <button
      type="button"
      tabIndex={selected ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      className={`unit-row ${selected ? 'unit-row-selected' : ''}`}
      title={unit.name}
      onClick={() => onSelect(unit.unitId)}
    >
      <span className="unit-name">{unit.shortName || unit.name}</span>
      <span className={`unit-progress ${done ? 'unit-done' : ''}`}>
        {unit.scored}/{unit.applicable}
        {done && <span aria-label="已评完"> ✓</span>}
      </span>
    </button>
  );
});

import { memo, useId, type ReactNode } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { SelfEntry, SelfLine } from './selfState';
import { selfProblem } from './selfState';

/** One item of a unit's own sheet: self score and statement. */
export const SelfItem = memo(function SelfItem({
  line,
  active,
  disabled,
  returned,
  children,
  onActivate,
  onEntry,
}: {
  readonly line: SelfLine;
  readonly active: boolean;
  readonly disabled: boolean;
  /** Why the office sent this item back, with the day; '' where it did not. */
  readonly returned: string;
  /** What belongs to the item besides the two fields. */
  readonly children?: ReactNode;
  readonly onActivate: (itemId: number) => void;
  readonly onEntry: (itemId: number, entry: SelfEntry) => void;
}) {
  const { item, entry } = line;
  const id = useId();
  const problem = selfProblem(line);
  return (
    <section
      id={`self-item-${item.id}`}
      role="group"
      aria-label={`${item.code} ${item.name}`}
      className={`score-card ${active ? 'score-card-active' : ''}`}
      onFocusCapture={() => onActivate(item.id)}
      onPointerDown={() => onActivate(item.id)}
    >
      <header className="score-card-head">
        <h3 className="score-card-name">
          <span className="score-code">{item.code}</span> {item.name}
        </h3>
        {line.prior && (
          <span className="score-clip" title={line.prior.reason || undefined}>
            上年 {line.prior.points === null ? '不适用' : formatPoints(line.prior.points)}
          </span>
        )}
        <span className="score-clip">佐证 {line.evidenceCount} 份</span>
        {item.section === 'base' && <span className="score-limit">满分 {formatPoints(item.points)}</span>}
      </header>
      {returned !== '' && <p className="self-returned">{returned}</p>}
      {active && <p className="self-standard">{item.standard || item.requirement}</p>}
      {active && line.prior && line.prior.reason !== '' && (
        <p className="self-standard">上年扣分理由：{line.prior.reason}</p>
      )}
      <div className="self-fields">
        <label htmlFor={`${id}-points`}>自评分</label>
        <input
          id={`${id}-points`}
          className="score-input numeric"
          style={{ width: 72 }}
          inputMode="decimal"
          autoComplete="off"
          value={entry.points}
          disabled={disabled}
          aria-invalid={problem !== ''}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => onEntry(item.id, { ...entry, points: event.target.value })}
        />
        <label htmlFor={`${id}-statement`}>自评说明</label>
        <textarea
          id={`${id}-statement`}
          className="score-input score-reason-text"
          rows={1}
          value={entry.statement}
          disabled={disabled}
          onChange={(event) => onEntry(item.id, { ...entry, statement: event.target.value })}
        />
      </div>
      {problem && (
        <span id={`${id}-problem`} className="score-problem" role="alert">
          {problem}
        </span>
      )}
      {children}
    </section>
  );
});

import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import { applyReason } from '@shared/insight/applyReason';
import type { DeductionReason } from '@shared/insight/reason';
import type { ItemView } from '@shared/ipc/views';
import { call } from '../../api';
import { UsualReasons } from './UsualReasons';
import { offered } from './writtenReason';

/**
 * 「扣分理由」 with 「常用理由」: one click, or Alt with a digit, applies one; Ctrl+R or Alt+↓ in the text opens them. What
 * it puts there is typed over like anything else.
 */
export function ReasonField({
  item,
  entry,
  problem,
  disabled,
  onEntry,
}: {
  readonly item: ItemView;
  readonly entry: ScoreEntry;
  readonly problem: string;
  readonly disabled: boolean;
  readonly onEntry: (entry: ScoreEntry) => void;
}) {
  const id = useId();
  const problemId = useId();
  const [open, setOpen] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(entry);
  useLayoutEffect(() => {
    latest.current = entry;
  }, [entry]);

  const apply = (reason: DeductionReason) => {
    onEntry(applyReason(item, latest.current, reason));
    area.current?.focus({ preventScroll: true });
  };
  const applyNth = async (place: number) => {
    try {
      const reason = offered(await call('reasons:list', { itemId: item.id }))[place];
      if (reason) apply(reason);
    } catch {
      // Opening the list says what is wrong; a shortcut stays silent.
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (digit && !event.ctrlKey && event.altKey) {
      setOpen(false);
      void applyNth(Number(digit) - 1);
    } else if (opensList(event)) setOpen(true);
    else return;
    event.preventDefault();
  };
  return (
    <div className="score-reason">
      <label htmlFor={id}>扣分理由</label>
      <UsualReasons
        item={item}
        entry={entry}
        disabled={disabled}
        open={open}
        onOpen={setOpen}
        onPick={apply}
      />
      <textarea
        ref={area}
        id={id}
        data-where="reason"
        className="score-input score-reason-text"
        rows={1}
        value={entry.reason}
        disabled={disabled}
        placeholder={entry.notApplicable ? '不适用的理由（必填）' : ''}
        aria-invalid={problem !== ''}
        aria-describedby={problem ? problemId : undefined}
        onKeyDown={onKeyDown}
        onChange={(event) => onEntry({ ...entry, reason: event.target.value })}
      />
      {problem && (
        <span id={problemId} className="score-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

/** Ctrl+R once more, or Alt+↓, as lists open everywhere. */
function opensList(event: KeyboardEvent): boolean {
  if (event.altKey) return event.key === 'ArrowDown';
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'r';
}

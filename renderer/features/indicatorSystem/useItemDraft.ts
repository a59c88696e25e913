import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { IndicatorSystemView, ItemView } from '@shared/ipc/views';
import { call, toErrorReport } from '../../api';
import { trackSave } from '../../shell/saveState';
import { tidy, unstorable, withoutId } from './itemDraft';

/** Typing rests this long before an edit is sent. */
const REST_MS = 400;

export interface ItemDraft {
  readonly item: ScoringItem;
  readonly change: (part: Partial<ScoringItem>) => void;
  readonly canUndo: boolean;
  readonly undo: () => void;
  /** Why the last edit is not stored; '' where everything is. */
  readonly unsaved: string;
}

/**
 * Edits of one item of a draft, saved as they are made: after a short rest, when the field is left for another item,
 * and when the screen is left.
 */
export function useItemDraft(
  view: IndicatorSystemView,
  stored: ItemView,
  onSaved: (view: IndicatorSystemView) => void,
): ItemDraft {
  const [history, setHistory] = useState<readonly ScoringItem[]>([withoutId(stored)]);
  const [failure, setFailure] = useState('');
  const waiting = useRef<{ item: ScoringItem; timer: number } | null>(null);
  const chain = useRef<Promise<unknown>>(Promise.resolve());
  const systemId = view.summary.id;
  const item = history.at(-1) ?? withoutId(stored);

  const send = useCallback(
    (next: ScoringItem) => {
      // One after the other: a slow earlier save must not overwrite a later one.
      chain.current = chain.current.then(() =>
        trackSave(
          `item:${systemId}:${stored.id}`,
          () => call('indicators:saveItem', { systemId, itemId: stored.id, item: tidy(next) }),
          toErrorReport,
        ).then(
          (saved) => {
            setFailure('');
            onSaved(saved);
          },
          (cause: unknown) => setFailure(toErrorReport(cause).what),
        ),
      );
    },
    [systemId, stored.id, onSaved],
  );
  const flush = useCallback(() => {
    if (!waiting.current) return;
    window.clearTimeout(waiting.current.timer);
    send(waiting.current.item);
    waiting.current = null;
  }, [send]);
  useEffect(() => flush, [flush]);

  const put = (next: ScoringItem) => {
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    waiting.current = null;
    if (unstorable(next, view.items, stored.id) !== '') return;
    waiting.current = { item: next, timer: window.setTimeout(flush, REST_MS) };
  };
  return {
    item,
    change: (part) => {
      const next = { ...item, ...part };
      setHistory([...history, next]);
      put(next);
    },
    canUndo: history.length > 1,
    undo: () => {
      const back = history.slice(0, -1);
      const previous = back.at(-1);
      if (!previous) return;
      setHistory(back);
      put(previous);
    },
    unsaved: unstorable(item, view.items, stored.id) || failure,
  };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { IndicatorSystemView, ItemView } from '@shared/ipc/views';
import { call, RendererError, toErrorReport } from '../../api';
import { trackSave } from '../../shell/saveState';
import { draftKey, tidy, unstorable, withoutId } from './itemDraft';

/** Typing rests this long before an edit is sent. */
const REST_MS = 400;

/** Refusals of what the item says, not failures to write. */
const REFUSALS: ReadonlySet<string> = new Set(['ITEM_INVALID', 'ITEM_CODE_TAKEN']);

export interface ItemDraft {
  readonly item: ScoringItem;
  readonly change: (part: Partial<ScoringItem>) => void;
  readonly canUndo: boolean;
  readonly undo: () => void;
  /** Why the table does not take the item as it stands; '' where it does. What was typed is kept all the same. */
  readonly refused: string;
}

/**
 * Writes one state of an item: into the table, or, where the table refuses it, beside it, so that nothing typed is lost.
 * @returns why the table refused it; '' where it took it.
 */
async function writeItem(
  view: IndicatorSystemView,
  itemId: number,
  item: ScoringItem,
  onSaved: (view: IndicatorSystemView) => void,
): Promise<string> {
  const key = draftKey(view.summary.id, itemId);
  let refused = unstorable(item, view.items, itemId);
  if (refused === '') {
    try {
      const saved = await call('indicators:saveItem', {
        systemId: view.summary.id,
        itemId,
        item: tidy(item),
      });
      await call('ui:set', { key, value: null });
      onSaved(saved);
      return '';
    } catch (cause) {
      if (!(cause instanceof RendererError && REFUSALS.has(cause.report.code))) throw cause;
      refused = cause.report.what;
    }
  }
  await call('ui:set', { key, value: JSON.parse(JSON.stringify(item)) as never });
  return refused;
}

/**
 * Edits of one item of a draft, saved as they are made: after a short rest, and when the item or the screen is left.
 * @param kept what was typed earlier and refused; null where nothing was.
 */
export function useItemDraft(
  view: IndicatorSystemView,
  stored: ItemView,
  kept: ScoringItem | null,
  onSaved: (view: IndicatorSystemView) => void,
): ItemDraft {
  const [history, setHistory] = useState<readonly ScoringItem[]>(() =>
    kept ? [withoutId(stored), kept] : [withoutId(stored)],
  );
  const [refused, setRefused] = useState(kept ? '上次输入的内容还没有改好' : '');
  const waiting = useRef<{ item: ScoringItem; timer: number } | null>(null);
  const chain = useRef<Promise<unknown>>(Promise.resolve());
  const item = history.at(-1) ?? withoutId(stored);

  const send = useCallback(
    (next: ScoringItem) => {
      const key = draftKey(view.summary.id, stored.id);
      // One after the other: a slow earlier save must not overwrite a later one. A failure shows in the top bar.
      chain.current = chain.current
        .then(() => trackSave(key, () => writeItem(view, stored.id, next, onSaved), toErrorReport))
        .then(setRefused, (cause: unknown) => setRefused(toErrorReport(cause).what));
    },
    [view, stored.id, onSaved],
  );
  const latestSend = useRef(send);
  useEffect(() => {
    latestSend.current = send;
  }, [send]);
  const flush = useCallback(() => {
    if (!waiting.current) return;
    window.clearTimeout(waiting.current.timer);
    latestSend.current(waiting.current.item);
    waiting.current = null;
  }, []);
  useEffect(() => flush, [flush]);

  const put = (next: ScoringItem) => {
    if (waiting.current) window.clearTimeout(waiting.current.timer);
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
    refused: refused || unstorable(item, view.items, stored.id),
  };
}

import { useCallback, useMemo, useState } from 'react';
import { useSameList } from '../../shell/useStable';
import { matchesItem } from './itemWalk';
import { isText, useRemembered } from './remembered';
import type { SheetLine } from './sheetState';

export interface ItemFilter {
  readonly shown: readonly SheetLine[];
  readonly scorers: readonly string[];
  readonly scorer: string;
  readonly setScorer: (scorer: string) => void;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** Drops what would hide an item, so that undo can show where it went. */
  readonly reveal: (itemId: number) => void;
}

/** What was unscored when a unit was opened or the filter switched on. */
interface Pinned {
  readonly key: string;
  readonly ids: ReadonlySet<number>;
}

const NOTHING_PINNED: Pinned = { key: '', ids: new Set() };

/**
 * The items to show. 只看未评 looks at what was unscored when it was switched on or the unit was opened: an item must
 * not vanish under the hand that scores it.
 */
export function useItemFilter(
  lines: readonly SheetLine[],
  unitId: number | null,
  onlyUnscored: boolean,
  activeId: number | null,
): ItemFilter {
  const [query, setQuery] = useState('');
  const [scorer, setScorer] = useRemembered('scoring.scorer', '', isText);
  const [pinned, setPinned] = useState<Pinned>(NOTHING_PINNED);
  const scorers = useSameList([
    ...new Set(lines.map((line) => line.item.leadScorer).filter((name) => name !== '')),
  ]);
  const key = `${lines[0]?.row.unitId ?? unitId}:${onlyUnscored}`;
  if (pinned.key !== key && lines.length > 0) {
    const unscored = lines.filter(
      (line) => line.item.section === 'base' && line.result.status === 'unscored',
    );
    setPinned({ key, ids: new Set(unscored.map((line) => line.item.id)) });
  }
  const shown = useMemo(
    () =>
      lines.filter(
        ({ item }) =>
          matchesItem(item, query) &&
          (scorer === '' || item.leadScorer === scorer) &&
          (!onlyUnscored || pinned.ids.has(item.id) || item.id === activeId),
      ),
    [lines, query, scorer, onlyUnscored, pinned, activeId],
  );
  const reveal = useCallback(
    (itemId: number) => {
      const line = lines.find((each) => each.item.id === itemId);
      if (line && !matchesItem(line.item, query)) setQuery('');
      if (line && scorer !== '' && line.item.leadScorer !== scorer) setScorer('');
    },
    [lines, query, scorer, setScorer],
  );
  return { shown, scorers, scorer, setScorer, query, setQuery, reveal };
}

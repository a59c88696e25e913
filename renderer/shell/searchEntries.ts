import type { Place } from './navigation';

/** Something 「搜索」 can open. */
export interface SearchEntry {
  readonly key: string;
  readonly kind: '单位' | '指标' | '材料' | '命令';
  readonly title: string;
  readonly detail: string;
  /** Further names it is found by: code, short name. */
  readonly words: readonly string[];
  readonly place: Place;
}

/** Turns Chinese text into lower-case pinyin initials and full pinyin without spaces. */
export type ToPinyin = (text: string) => { readonly initials: string; readonly full: string };

export interface IndexedEntry {
  readonly entry: SearchEntry;
  readonly texts: readonly string[];
  readonly pinyin: readonly string[];
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** @param toPinyin null until the dictionary is loaded; Chinese and codes are found meanwhile. */
export function indexEntries(entries: readonly SearchEntry[], toPinyin: ToPinyin | null): IndexedEntry[] {
  return entries.map((entry) => {
    const names = [entry.title, ...entry.words];
    return {
      entry,
      texts: names.map(fold),
      pinyin: toPinyin
        ? names.flatMap((name) => {
            const { initials, full } = toPinyin(name);
            return [initials, full];
          })
        : [],
    };
  });
}

/** 0 is best; null: no match. */
function matchRank(indexed: IndexedEntry, query: string): number | null {
  if (indexed.texts.includes(query)) return 0;
  if (indexed.texts.some((text) => text.startsWith(query))) return 1;
  if (indexed.texts.some((text) => text.includes(query))) return 2;
  if (indexed.pinyin.some((text) => text.startsWith(query))) return 3;
  if (indexed.pinyin.some((text) => text.includes(query))) return 4;
  return null;
}

const RESULTS_SHOWN = 30;

/** The best matches, exact before beginning before inside before pinyin; an empty query shows the commands. */
export function searchIn(index: readonly IndexedEntry[], rawQuery: string): SearchEntry[] {
  const query = fold(rawQuery);
  if (query === '') return index.filter((i) => i.entry.kind === '命令').map((i) => i.entry);
  const ranked: { rank: number; order: number; entry: SearchEntry }[] = [];
  index.forEach((indexed, order) => {
    const rank = matchRank(indexed, query);
    if (rank !== null) ranked.push({ rank, order, entry: indexed.entry });
  });
  ranked.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return ranked.slice(0, RESULTS_SHOWN).map((found) => found.entry);
}

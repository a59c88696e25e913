/** What a person typed, as words that must all occur. Case and full-width forms do not matter. */
export function searchWords(query: string): readonly string[] {
  return query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether every word occurs somewhere in the texts of a row. */
export function matchesWords(texts: readonly string[], words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const hay = texts.join('\n').normalize('NFKC').toLowerCase();
  return words.every((word) => hay.includes(word));
}

/** Order of texts as people expect it: 2 before 10, 1.2 before 1.10, Chinese by pinyin. */
export const compareText = new Intl.Collator('zh-CN', { numeric: true }).compare;

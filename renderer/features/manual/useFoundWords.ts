import { useEffect, type RefObject } from 'react';

/** Styled by `::highlight(manual-found)`. */
const NAME = 'manual-found';

/** Marks where the words of a search stand in a text, without changing the text. */
export function useFoundWords(text: RefObject<HTMLElement | null>, words: readonly string[]): void {
  useEffect(() => {
    const { current } = text;
    if (!current || words.length === 0) return;
    CSS.highlights.set(NAME, new Highlight(...rangesOf(current, words)));
    return () => void CSS.highlights.delete(NAME);
  }, [text, words]);
}

function rangesOf(text: HTMLElement, words: readonly string[]): readonly Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const line = (node.nodeValue ?? '').toLowerCase();
    for (const word of words) {
      for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}

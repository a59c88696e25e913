import type { Basis } from '../domain/indicatorSystem';

/** How sources are called in tables. A source without a name of its own is written as it is. */
const SOURCE_NAMES: Readonly<Record<string, string>> = {
  law: '法规',
  seed: '年度报告',
  practice: '各地做法',
};
const SOURCES = new Map(Object.entries(SOURCE_NAMES).map(([source, name]) => [name, source]));

/**
 * Column 依据: a line for each basis, its source in square brackets: `[法规] 《…》`. A text without a source stands as it is.
 */
export function formatBasis(basis: readonly Basis[]): string {
  if (basis.length === 1 && basis[0]?.source === '' && !basis[0].text.startsWith('[')) return basis[0].text;
  return basis.map(({ source, text }) => `[${SOURCE_NAMES[source] ?? source}] ${text}`).join('\n');
}

/** Reads column 依据. Lines without brackets go on with the line above; a cell without any is one basis without source. */
export function parseBasis(cell: string): Basis[] {
  const basis: { source: string; text: string }[] = [];
  for (const line of cell.split('\n')) {
    const match = /^[[［]([^\]］]*)[\]］]\s?(.*)$/.exec(line);
    const last = basis[basis.length - 1];
    if (match) {
      const name = match[1] ?? '';
      basis.push({ source: SOURCES.get(name) ?? name, text: match[2] ?? '' });
    } else if (last) last.text += `\n${line}`;
    else if (line.trim() !== '') basis.push({ source: '', text: line });
  }
  return basis;
}

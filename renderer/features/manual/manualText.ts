import { lexer, type Token, type Tokens } from 'marked';

/** One heading with everything up to the next one. */
export interface ManualSection {
  /** As links in the manual name it. */
  readonly anchor: string;
  readonly title: string;
  /** 1 for the manual's own title. */
  readonly depth: number;
  readonly blocks: readonly Token[];
  /** Everything in it as plain lower-case text. */
  readonly words: string;
}

/** The manual in its sections, in order. */
export function readSections(markdown: string): readonly ManualSection[] {
  const sections: { heading: Tokens.Heading; blocks: Token[] }[] = [];
  for (const token of lexer(markdown)) {
    if (token.type === 'heading') sections.push({ heading: token as Tokens.Heading, blocks: [] });
    else sections.at(-1)?.blocks.push(token);
  }
  return sections.map(({ heading, blocks }) => ({
    anchor: anchorOf(heading.text),
    title: heading.text,
    depth: heading.depth,
    blocks,
    words: [heading.text, ...blocks.map((block) => block.raw)].join('\n').normalize('NFKC').toLowerCase(),
  }));
}

/** The name GitHub gives a heading, by which the manual links to it: 「9 纪检（只读）」 → 「9-纪检只读」. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** Sections in which every word of the query occurs; all of them for a blank query. */
export function findSections(
  sections: readonly ManualSection[],
  words: readonly string[],
): readonly ManualSection[] {
  return sections.filter((section) => words.every((word) => section.words.includes(word)));
}

/** Name of a picture as the page asks for it; null for anything else than a picture of the manual. */
export function pictureUrl(target: string): string | null {
  const [, name] = /^images\/(manual\/[a-z0-9-]+\.png)$/.exec(target) ?? [];
  return name === undefined ? null : `/${name}`;
}

import { describe, expect, it } from 'vitest';
import { readManual } from '@electron/services/manual/readManual';
import { anchorOf, findSections, pictureUrl, readSections } from '@renderer/features/manual/manualText';

describe('the manual on the screen', () => {
  it('names headings as the manual links to them', () => {
    expect(anchorOf('9 纪检（只读）')).toBe('9-纪检只读');
    expect(anchorOf('3.8 反馈与申诉')).toBe('38-反馈与申诉');
  });

  it('has a heading for every place it links to, each only once', async () => {
    const text = await readManual();
    const anchors = readSections(text).map(({ anchor }) => anchor);
    expect(new Set(anchors).size).toBe(anchors.length);
    const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(anchors).toContain(link);
  });

  it('finds the sections in which every word occurs', () => {
    const sections = readSections(
      '# 手册\n\n总说\n\n## 1 备份\n\n点「备份」存成 ZIP。\n\n## 2 恢复\n\n从备份恢复。',
    );
    const found = (...words: string[]) => findSections(sections, words).map(({ title }) => title);
    expect(found()).toEqual(['手册', '1 备份', '2 恢复']);
    expect(found('备份')).toEqual(['1 备份', '2 恢复']);
    expect(found('备份', 'zip')).toEqual(['1 备份']);
    expect(found('没有')).toEqual([]);
  });

  it('asks only for pictures of the manual', () => {
    expect(pictureUrl('images/manual/sign-in.png')).toBe('/manual/sign-in.png');
    for (const other of [
      'images/manual/../x.png',
      'https://example.org/x.png',
      'x.png',
      'data:image/png;base64,',
    ])
      expect(pictureUrl(other)).toBeNull();
  });
});

import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { indexEntries, searchIn, type SearchEntry, type ToPinyin } from '@renderer/shell/searchEntries';

const toPinyin: ToPinyin = (text) => ({
  initials: pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase(),
  full: pinyin(text, { toneType: 'none', type: 'array' }).join('').toLowerCase(),
});

const entry = (kind: SearchEntry['kind'], title: string, ...words: string[]): SearchEntry => ({
  key: `${kind}-${title}`,
  kind,
  title,
  detail: '',
  words,
  place: { screen: 'dashboard' },
});

const ENTRIES = [
  entry('单位', '区城市管理局', 'A10', '城管局'),
  entry('单位', '区教育局', 'A02', '教育局'),
  entry('指标', '1.1 权责清单', '1.1', '权责清单'),
  entry('指标', '1.10 执法公示', '1.10', '执法公示'),
  entry('命令', '报表导出'),
];
const index = indexEntries(ENTRIES, toPinyin);
const titles = (query: string) => searchIn(index, query).map((found) => found.title);

describe('search', () => {
  it('finds a unit by a part of its Chinese name', () => expect(titles('城市')).toEqual(['区城市管理局']));
  it('finds a unit by the pinyin initials of its short name', () =>
    expect(titles('cgj')).toEqual(['区城市管理局']));
  it('finds by full pinyin', () => expect(titles('jiaoyu')).toEqual(['区教育局']));
  it('finds commands by initials', () => expect(titles('bbdc')).toEqual(['报表导出']));
  it('puts the exact code before codes that begin with it', () =>
    expect(titles('1.1')).toEqual(['1.1 权责清单', '1.10 执法公示']));
  it('reads full-width letters and capitals', () => expect(titles('Ａ０２')).toEqual(['区教育局']));
  it('offers the commands before anything is typed', () => expect(titles('')).toEqual(['报表导出']));
  it('finds Chinese before the pinyin dictionary is there', () =>
    expect(searchIn(indexEntries(ENTRIES, null), '教育').map((found) => found.title)).toEqual(['区教育局']));
  it('finds nothing for what is nowhere', () => expect(titles('zzzz')).toEqual([]));
});

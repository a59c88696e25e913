import type { KeyStanding, MergeCounts, PreviewOutcome } from '../ipc/practice/exchange';

/** What a package does to a row, as a person reads it. */
export const OUTCOME_NAMES: Readonly<Record<PreviewOutcome | 'kept', string>> = {
  new: '新增',
  changed: '更改',
  conflict: '冲突',
  same: '相同',
  refused: '拒绝',
  kept: '保留本地',
};

export const KEY_STANDINGS: Readonly<Record<KeyStanding, string>> = {
  trusted: '已确认过',
  proof: '第一次见到；它应答了本库发出的包，已证明',
  unknown: '第一次见到这个密钥',
  changed: '和以前的密钥不同',
};

/** 新增 3 · 更改 1 · 冲突 2; 没有变化 where there is nothing but what is the same; '' for nothing at all. */
export function countsText(counts: MergeCounts): string {
  const { new: fresh, changed, conflict, refused, kept, same } = counts;
  if (fresh + changed + conflict + refused + kept === 0) return same > 0 ? '没有变化' : '';
  const parts: readonly (readonly [string, number])[] = [
    [OUTCOME_NAMES.new, fresh],
    [OUTCOME_NAMES.changed, changed],
    [OUTCOME_NAMES.conflict, conflict],
    [OUTCOME_NAMES.kept, kept],
    [OUTCOME_NAMES.refused, refused],
  ];
  return parts
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(' · ');
}

/** What a package does in a line: its values, and how many of its rows are records (提交自评, 申诉, 决定), not values. */
export function mergeText(counts: MergeCounts, rows: readonly { readonly cell: string }[]): string {
  const records = rows.filter(({ cell }) => cell === '').length;
  const values = countsText(counts);
  if (records === 0) return values || '没有变化';
  return values === '' || values === '没有变化' ? `办理 ${records} 件` : `${values} · 办理 ${records} 件`;
}

export const NO_COUNTS: MergeCounts = { new: 0, changed: 0, conflict: 0, kept: 0, same: 0, refused: 0 };

/** 4.2.3 事后公示及时率 · 自评 · 区水利局: what tells rows apart comes first. */
export function placeText(row: {
  readonly what: string;
  readonly unitName: string;
  readonly itemCode: string;
  readonly itemName: string;
}): string {
  const item = `${row.itemCode} ${row.itemName}`.trim();
  return [item, row.what, row.unitName].filter((part) => part !== '').join(' · ');
}

/** A reason as a sentence of its own, with or without its full stop. */
export const sentence = (text: string): string => `${text.replace(/[。；\s]+$/, '')}。`;

/** Counts of several packages. */
export function addCounts(one: MergeCounts, other: MergeCounts): MergeCounts {
  return {
    new: one.new + other.new,
    changed: one.changed + other.changed,
    conflict: one.conflict + other.conflict,
    kept: one.kept + other.kept,
    same: one.same + other.same,
    refused: one.refused + other.refused,
  };
}

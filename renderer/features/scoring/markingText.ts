import { formatPoints } from '@shared/domain/points';
import type { ScorerMark, SheetMarking } from '@shared/ipc/practice/marking';
import { markedText } from '@shared/marking/exactMark';
import type { SheetLine } from './sheetState';

/** 张三 0.80 已锁定 */
export function markText({ scorer, begun, lockedAt, shown }: ScorerMark): string {
  if (!begun) return `${scorer} 未评`;
  const locked = lockedAt === null ? '未锁定' : '已锁定';
  return [scorer, shownText(shown, ''), locked].filter((text) => text !== '').join(' ');
}

/** The figure of one original: 0.80, 不适用, 未评完; `hidden` where it is not shown. */
export function shownText(shown: ScorerMark['shown'], hidden: string): string {
  if (!shown) return hidden;
  if (shown.status === 'notApplicable') return '不适用';
  return shown.points === null ? '未评完' : markedText(shown.points, shown.exact);
}

/** 认定 0.85, or 认定不适用; '' while nothing is settled. */
export function settledText({ settlement }: SheetMarking, isVeto: boolean): string {
  if (!settlement) return '';
  if (isVeto) return '已认定';
  return settlement.points === null ? '认定不适用' : `认定 ${formatPoints(settlement.points)}`;
}

/** The items of a unit this person scores beside others. */
export interface OwnMarkings {
  readonly items: number;
  readonly locked: number;
  /** Complete and not locked yet: what 「锁定评分」 would lock. */
  readonly ready: readonly number[];
}

export function ownMarkings(lines: readonly SheetLine[]): OwnMarkings {
  const own = lines.filter(({ row }) => row.marking?.own);
  const open = own.filter(({ row }) => !row.marking?.own?.lockedAt && !row.closed);
  return {
    items: own.length,
    locked: own.filter(({ row }) => row.marking?.own?.lockedAt).length,
    ready: open.filter(({ result }) => result.status !== 'unscored').map(({ item }) => item.id),
  };
}

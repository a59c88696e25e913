import { formatPoints } from '@shared/domain/points';
import type { ScorerMark, SheetMarking } from '@shared/ipc/practice/marking';
import { MARKING_METHOD_NAMES, type MarkingSetting } from '@shared/marking/method';
import type { SheetLine } from './sheetState';

/** 均分 · 分差上限 0.50 · 背靠背 */
export function settingText({ method, spreadLimit, blind }: MarkingSetting): string {
  const limit = method === 'consensus' ? '' : ` · 分差上限 ${formatPoints(spreadLimit)}`;
  return `${MARKING_METHOD_NAMES[method]}${limit}${blind ? ' · 背靠背' : ''}`;
}

/** 张三 0.80 已锁定 */
export function markText({ scorer, begun, lockedAt, shown }: ScorerMark): string {
  if (!begun) return `${scorer} 未评`;
  return `${scorer} ${figureOf(shown)}${lockedAt === null ? '未锁定' : '已锁定'}`;
}

function figureOf(shown: ScorerMark['shown']): string {
  if (!shown) return '';
  if (shown.status === 'notApplicable') return '不适用 ';
  return shown.points === null ? '未评完 ' : `${formatPoints(shown.points)} `;
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

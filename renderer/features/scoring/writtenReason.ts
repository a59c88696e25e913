import { parsePoints } from '@shared/domain/points';
import type { ScoreEntry } from '@shared/domain/score';
import { plainReason, splitReasons, type DeductionReason } from '@shared/insight/reason';
import type { ReasonView } from '@shared/ipc/practice/insight';
import type { ItemView } from '@shared/ipc/views';

/** What 「常用理由」 offers, in its order: the first nine have a digit. */
export function offered(reasons: readonly ReasonView[]): readonly ReasonView[] {
  return reasons.filter(({ active }) => active);
}

/** The reason as it stands; of an item judged by hand with what it cost, where it is the only one. */
export function writtenReason(item: ItemView, { reason, inputs, points }: ScoreEntry): DeductionReason {
  const text = plainReason(reason);
  const plain = { text, points: null, basis: '' };
  if (item.section !== 'base' || splitReasons(text).length !== 1) return plain;
  const manual = item.rules.length === 1 && item.rules[0]?.kind === 'manual';
  const given = parsePoints(points !== '' ? points : manual ? (inputs[0]?.['得分'] ?? '') : '');
  return given === null || given >= item.points ? plain : { ...plain, points: item.points - given };
}

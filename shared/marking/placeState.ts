import type { ScoringItem } from '../domain/indicatorSystem';
import type { MarkingSetting } from './method';
import { settleMarkings, type LockedMarking, type Settlement } from './settle';

/**
 * How far one unit and item scored by several people is: somebody has still to lock, the rule leaves it to a decision,
 * it is ready to be settled by the rule, it is settled, or an approved 缺项 request made scoring it needless.
 */
export type PlaceState =
  | { readonly state: 'waiting'; readonly for: readonly string[] }
  | { readonly state: 'undecided'; readonly outcome: Extract<Settlement, { kind: 'undecided' }> }
  | { readonly state: 'ready'; readonly outcome: Extract<Settlement, { kind: 'settled' }> }
  | { readonly state: 'settled' }
  | { readonly state: 'exempt' };

export const PLACE_STATE_NAMES: Readonly<Record<PlaceState['state'], string>> = {
  waiting: '评分中',
  undecided: '待认定',
  ready: '待认定',
  settled: '已认定',
  exempt: '缺项',
};

export interface PlaceFacts {
  readonly item: ScoringItem;
  readonly setting: MarkingSetting;
  /** Names of the scorers whose marking is wanted: assigned, active, not of this unit. */
  readonly wanted: readonly string[];
  /** Every locked marking, also of somebody no longer assigned. */
  readonly locked: readonly LockedMarking[];
  readonly isSettled: boolean;
  readonly isExempt: boolean;
}

export function placeState({ item, setting, wanted, locked, isSettled, isExempt }: PlaceFacts): PlaceState {
  if (isSettled) return { state: 'settled' };
  if (isExempt) return { state: 'exempt' };
  const have = new Set(locked.map(({ scorer }) => scorer));
  const missing = wanted.filter((name) => !have.has(name));
  if (missing.length > 0 || locked.length === 0) return { state: 'waiting', for: missing };
  const outcome = settleMarkings(item, locked, setting);
  return outcome.kind === 'settled' ? { state: 'ready', outcome } : { state: 'undecided', outcome };
}

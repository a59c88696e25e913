import type { Place, ScreenId } from './navigation';

const SCREEN_IDS: readonly ScreenId[] = [
  'dashboard',
  'indicatorSystem',
  'units',
  'selfEvaluation',
  'scoring',
  'reviews',
  'caseFiles',
  'comprehensive',
  'rectification',
  'reports',
  'exchange',
  'system',
];

/** A stored place as far as it is still understood; 工作台 otherwise. */
export function readPlace(stored: unknown): Place {
  if (typeof stored !== 'object' || stored === null) return { screen: 'dashboard' };
  const { screen, unitId, itemId, tab } = stored as Partial<Record<keyof Place, unknown>>;
  const known = SCREEN_IDS.find((id) => id === screen);
  if (!known) return { screen: 'dashboard' };
  return {
    screen: known,
    ...(Number.isSafeInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(Number.isSafeInteger(itemId) ? { itemId: itemId as number } : {}),
    ...(typeof tab === 'string' ? { tab } : {}),
  };
}

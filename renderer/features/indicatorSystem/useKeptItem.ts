import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { useCall } from '../../shell/useCall';
import { draftKey } from './itemDraft';

/** What was typed into an item and refused by the table; undefined while it is asked for. */
export function useKeptItem(systemId: number, itemId: number): ScoringItem | null | undefined {
  const { data, error, loading } = useCall('ui:get', { key: draftKey(systemId, itemId) });
  if (error !== undefined) return null;
  if (loading) return undefined;
  return isItem(data) ? data : null;
}

/** It was written by this program under a key of its own; an older version's shape shows by what is missing. */
function isItem(stored: unknown): stored is ScoringItem {
  return typeof stored === 'object' && stored !== null && 'rules' in stored && Array.isArray(stored.rules);
}

import { useEffect } from 'react';
import { remember, useRemembered } from '../../shell/useRemembered';
import type { Place } from '../../shell/navigation';
import type { ScoringSession } from './scoringSession';

export { useRemembered };

/** A remembered text; anything else was written by another version. */
export const isText = (stored: unknown): string | undefined =>
  typeof stored === 'string' ? stored : undefined;

/** Moving through items would write too often; where one stays is what matters. */
const STAYED_MS = 1500;

/** The last place in 评分: for coming back from another screen at once, for the next start once one stays there. */
export function useRememberedPlace(session: ScoringSession, place: Place): void {
  const { view, unitId, itemId } = place;
  useEffect(() => {
    const here: Place = { screen: 'scoring', view, unitId, itemId };
    session.stayAt(here);
    const timer = setTimeout(() => remember('shell.place', here), STAYED_MS);
    return () => clearTimeout(timer);
  }, [session, view, unitId, itemId]);
}

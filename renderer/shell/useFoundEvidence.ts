import { useEffect, useMemo, useState } from 'react';
import type { SearchEntry } from './searchEntries';
import { useCall } from './useCall';
import { useHasScreen } from './useHasScreen';

/** A pause in typing after which files are asked for. */
const PAUSE_MS = 200;

/** One character is in too many names to be of use. */
const FEWEST_CHARACTERS = 2;

/** Evidence whose name or 文号 holds what was typed, each opening the item it is attached to. */
export function useFoundEvidence(query: string): readonly SearchEntry[] {
  const text = query.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const screen = (['scoring', 'selfEvaluation'] as const).find(useHasScreen());
  const enough = [...asked].length >= FEWEST_CHARACTERS;
  const { data, loading } = useCall('evidence:find', screen && enough ? { text: asked } : null);
  // What was found for an earlier text is not shown under a new one.
  const found = text === asked && enough && !loading ? data : undefined;
  return useMemo(
    () =>
      (found ?? []).map(({ id, name, documentNumber, unitId, unitName, itemId, itemCode, itemName }) => ({
        key: `file-${id}`,
        kind: '材料' as const,
        title: documentNumber === '' ? name : `${name}（${documentNumber}）`,
        detail: `${unitName} · ${itemCode} ${itemName}`,
        words: [],
        place: { screen: screen ?? 'dashboard', unitId, itemId },
      })),
    [found, screen],
  );
}

import { useState } from 'react';
import { usePlace } from '../../shell/navigation';

interface Row {
  readonly id: number;
  readonly unitId: number;
  readonly itemId: number;
}

/** The row whose panel is open: the one chosen by hand; before that, the one of the unit and item asked for. */
export function useOpenRow<T extends Row>(
  rows: readonly T[],
): readonly [T | null, (id: number | null) => void] {
  const { unitId, itemId } = usePlace();
  const [chosen, choose] = useState<number | null>();
  const asked =
    itemId === undefined ? undefined : rows.find((row) => row.unitId === unitId && row.itemId === itemId);
  const id = chosen === undefined ? asked?.id : chosen;
  return [rows.find((row) => row.id === id) ?? null, choose];
}

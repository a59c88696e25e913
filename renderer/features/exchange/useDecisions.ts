import { useCallback, useState } from 'react';
import { useWorkspace } from '../../shell/workspace';
import type { Take } from './mergeDraft';

export type Taken = ReadonlyMap<string, Take>;

/** What was chosen and not sent yet, by workspace, person and package: it outlives the panel. */
const kept = new Map<string, Taken>();

const NONE: Taken = new Map();

/** Sides chosen for the conflicts of one package of the ledger; deciding many is not begun anew after a look elsewhere. */
export function useDecisions(packageId: number): readonly [Taken, (taken: Taken) => void] {
  const { workspace } = useWorkspace();
  const key = `${workspace.folder} ${workspace.person} ${packageId}`;
  const [taken, setTaken] = useState<Taken>(() => kept.get(key) ?? NONE);
  const keep = useCallback(
    (next: Taken): void => {
      if (next.size > 0) kept.set(key, next);
      else kept.delete(key);
      setTaken(next);
    },
    [key],
  );
  return [taken, keep];
}

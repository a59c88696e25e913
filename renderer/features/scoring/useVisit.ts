import { useMemo, useRef } from 'react';

export interface Visit {
  /** The id of the present edit visit. */
  readonly current: () => string;
  /** The focus moved: what is typed from now on is undone by itself. */
  readonly begin: () => void;
}

/** Names what is typed between two moves of the focus, so that history and undo treat it as one edit. */
export function useVisit(): Visit {
  const id = useRef(crypto.randomUUID());
  return useMemo(
    () => ({
      current: () => id.current,
      begin: () => {
        id.current = crypto.randomUUID();
      },
    }),
    [],
  );
}

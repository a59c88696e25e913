import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../api';

/**
 * A setting of the screen (filter, column widths, last place) remembered per workspace.
 * @param key stable, at most 100 characters, for instance "units.columns".
 * @param check reads what was stored; undefined where it is not of this shape (an older version wrote it).
 * @returns the value, and how to change it.
 */
export function useRemembered<T>(
  key: string,
  initial: T,
  check: (stored: unknown) => T | undefined,
): [T, (value: T) => void] {
  const [value, setValue] = useState(initial);
  const touched = useRef(false);
  const checkRef = useRef(check);

  useEffect(() => {
    let gone = false;
    const finish = (stored: unknown) => {
      if (gone) return;
      const known = stored === null ? undefined : checkRef.current(stored);
      // What a person chose meanwhile wins over what was stored.
      if (known !== undefined && !touched.current) setValue(known);
    };
    call('ui:get', { key }).then(finish, () => undefined);
    return () => {
      gone = true;
    };
  }, [key]);

  const change = useCallback(
    (next: T) => {
      touched.current = true;
      setValue(next);
      remember(key, next);
    },
    [key],
  );
  return [value, change];
}

/** Stores a setting of the screen. A failure is no loss of work, so it stays silent. */
export function remember(key: string, value: unknown): void {
  call('ui:set', { key, value: JSON.parse(JSON.stringify(value)) as never }).catch(() => undefined);
}

import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A handler of one identity that does what the latest render's would: what is memoised on it is not drawn again with
 * every keystroke. For handlers only; while drawing it still has the render before.
 */
export function useStable<A extends readonly unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}

/** The same list as before while its elements are the same. */
export function useSameList<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  const same =
    list.length === kept.current.length && list.every((element, index) => element === kept.current[index]);
  if (!same) kept.current = list;
  return kept.current;
}

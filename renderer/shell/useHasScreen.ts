import { useCallback } from 'react';
import type { ScreenId } from './navigation';
import { screensFor } from './screens';
import { useWorkspace } from './workspace';

/** Whether whoever is signed in has a screen: nothing leads to another one. */
export function useHasScreen(): (screen: ScreenId) => boolean {
  const { workspace } = useWorkspace();
  return useCallback((screen) => screensFor(workspace).some(({ id }) => id === screen), [workspace]);
}

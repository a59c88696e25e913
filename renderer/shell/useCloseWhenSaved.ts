import { useEffect } from 'react';
import { currentSaveState } from './saveState';
import { useAskUnsaved, type Leaving } from './useAskUnsaved';

const CLOSING: Leaving = { now: '现在关闭', leave: '仍要关闭', stay: '不关闭' };

/**
 * The window closes only when everything typed has arrived: a close in the middle of a keystroke waits for it. What
 * cannot be saved is named, and the person decides.
 */
export function useCloseWhenSaved(): void {
  const askUnsaved = useAskUnsaved();
  useEffect(() => {
    let asking = false;
    let decided = false;
    const closeWhenSaved = async () => {
      decided = await askUnsaved(CLOSING).finally(() => (asking = false));
      if (decided) window.close();
    };
    const onClose = (event: BeforeUnloadEvent) => {
      const { pending, failures } = currentSaveState();
      if (decided || (pending === 0 && failures.size === 0)) return;
      event.preventDefault();
      if (asking) return;
      asking = true;
      void closeWhenSaved();
    };
    window.addEventListener('beforeunload', onClose);
    return () => window.removeEventListener('beforeunload', onClose);
  }, [askUnsaved]);
}

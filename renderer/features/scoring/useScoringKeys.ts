import { useEffect, useEffectEvent, type RefObject } from 'react';
import { commandOf, type KeyCommand } from './keys';
import { readKeyPress } from './readKeyPress';

/** Where keys belong to what is open above the screen. */
const ABOVE = '[role="dialog"], .ant-modal-wrap, .ant-dropdown, .ant-select-dropdown, .ant-popover';

/** Whether the screen answers to a key: all keys inside it or where nothing has the focus, elsewhere those with Ctrl. */
function isForScreen(event: KeyboardEvent, root: HTMLElement | null): boolean {
  const target = event.target;
  if (event.defaultPrevented || !(target instanceof Element) || !root) return false;
  if (target.closest(ABOVE)) return false;
  // An open dialog holds the focus, so with the focus in here one that is still fading away takes no keys.
  if (root.contains(target) && !target.closest('.scoring-toolbar')) return true;
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return false;
  return target === document.body || event.ctrlKey || event.metaKey;
}

/** The keyboard of 评分, wherever the focus is on the page. */
export function useScoringKeys(
  root: RefObject<HTMLElement | null>,
  commands: Readonly<Record<KeyCommand, () => void>>,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isForScreen(event, root.current)) return;
    const command = commandOf(readKeyPress(event));
    if (!command) return;
    event.preventDefault();
    commands[command]();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

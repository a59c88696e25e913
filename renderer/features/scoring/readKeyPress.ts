import type { KeyPress } from './keys';

/** What `commandOf` needs to know of a key event: the key, and what the focus is on. */
export function readKeyPress(event: KeyboardEvent): KeyPress {
  const element = event.target instanceof HTMLElement ? event.target : null;
  return {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    composing: event.isComposing,
    target: targetOf(element),
    caretCanMove: element instanceof HTMLTextAreaElement ? caretRoom(element) : { up: false, down: false },
  };
}

function targetOf(element: HTMLElement | null): KeyPress['target'] {
  if (element instanceof HTMLTextAreaElement) return 'textarea';
  if (element instanceof HTMLButtonElement || element?.getAttribute('role') === 'button') return 'button';
  if (!(element instanceof HTMLInputElement)) return 'other';
  if (element.type === 'radio' || element.type === 'checkbox') return 'choice';
  // Letters mean nothing in a figure, so they may be commands there.
  return element.dataset.kind === 'number' ? 'other' : 'text';
}

/** Whether ↑ and ↓ still have a line to go to inside the text. */
function caretRoom(area: HTMLTextAreaElement): KeyPress['caretCanMove'] {
  const { value, selectionStart, selectionEnd } = area;
  return {
    up: value.slice(0, selectionStart).includes('\n'),
    down: value.slice(selectionEnd).includes('\n'),
  };
}

/** What a key does in 评分. 「快捷键」 lists them in this order. */
export type KeyCommand =
  | 'previousItem'
  | 'nextItem'
  | 'nextUnscored'
  | 'previousUnit'
  | 'nextUnit'
  | 'reason'
  | 'evidence'
  | 'notApplicable'
  | 'undo'
  | 'redo'
  | 'find';

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** An input method is composing: every key belongs to it. */
  readonly composing: boolean;
  /** Where the focus is: letters typed into a text belong to the text. */
  readonly target: 'text' | 'textarea' | 'button' | 'choice' | 'other';
  /** In a textarea: whether the caret can still move up or down inside the text. */
  readonly caretCanMove: { readonly up: boolean; readonly down: boolean };
}

const CTRL_KEYS: Readonly<Record<string, KeyCommand>> = {
  ArrowUp: 'previousUnit',
  ArrowDown: 'nextUnit',
  r: 'reason',
  e: 'evidence',
  z: 'undo',
  y: 'redo',
  f: 'find',
};

function plainKey(press: KeyPress): KeyCommand | null {
  const inTextarea = press.target === 'textarea';
  switch (press.key) {
    case 'ArrowUp':
      return inTextarea && press.caretCanMove.up ? null : 'previousItem';
    case 'ArrowDown':
      return inTextarea && press.caretCanMove.down ? null : 'nextItem';
    case 'Enter':
      // Enter on a button is the button's; Shift+Enter breaks the line of a reason.
      return press.target === 'button' || (inTextarea && press.shift) ? null : 'nextUnscored';
    case 'n':
    case 'N':
      return press.target === 'text' || inTextarea ? null : 'notApplicable';
    default:
      return null;
  }
}

/** The command of a key press, or null where the key belongs to the field. */
export function commandOf(press: KeyPress): KeyCommand | null {
  if (press.composing || press.alt) return null;
  if (!press.ctrl) return plainKey(press);
  if (press.shift) return press.key.toLowerCase() === 'z' ? 'redo' : null;
  return CTRL_KEYS[press.key.length === 1 ? press.key.toLowerCase() : press.key] ?? null;
}

/** The lines of the 「快捷键」 dialog. */
export const KEY_HELP: readonly { readonly keys: string; readonly what: string }[] = [
  { keys: '↑　↓', what: '上一项、下一项指标' },
  { keys: 'Enter', what: '保留本项，转到下一项未评指标' },
  { keys: 'Ctrl+↑　Ctrl+↓', what: '上一个、下一个单位' },
  { keys: 'Tab　Shift+Tab', what: '在本项各输入框之间移动' },
  { keys: '1　2　3 …', what: '在“是/否”、档次等选项中直接选择（也可用 ←、→、空格）' },
  { keys: 'Delete', what: '清除已选的选项' },
  { keys: 'Ctrl+R', what: '填写扣分理由；再按一次打开常用理由，按 1 到 9 选用' },
  { keys: 'Alt+1 到 Alt+9', what: '在扣分理由里直接选用第几条常用理由' },
  { keys: 'Ctrl+E', what: '添加佐证材料' },
  { keys: 'N', what: '不适用（不在输入文字时）' },
  { keys: 'Ctrl+Z　Ctrl+Y', what: '撤销、重做' },
  { keys: 'Ctrl+F', what: '查找指标' },
  { keys: 'Ctrl+V', what: '粘贴截图作为佐证材料（不在输入文字时）' },
];

import { halfWidth, parsePoints, parseQuantity, type Points, type Quantity } from '@shared/domain/points';

/** Something a cell of 评分参数 or 设置 gets wrong; the reader of the workbook adds sheet and address. */
export interface TextProblem {
  readonly code: string;
  readonly message: string;
  /** 处理办法 */
  readonly remedy: string;
}

const ENTRY_SIGNS = ';；';
const LIST_SIGNS = '|｜';
const EQUAL_SIGNS = '=＝';
const COLONS = ':：';
/** `[1]`, the number of a rule in an item with several. */
const MARKER = /^[[［]\s*([\d０-９]{1,2})\s*[\]］]/;

/*
 * Labels are free text and may hold the very signs that part them, so a backslash takes a sign's meaning away:
 * `条件=清单公开\；及时调整`. Colons need none, because the last colon is the one that counts.
 */

/** Free text as it stands in a value: signs with a meaning, and blanks at the ends, get a backslash. */
export function escapeText(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const isEdge = i === 0 || i === text.length - 1;
    const special =
      char === '\\' ||
      ENTRY_SIGNS.includes(char) ||
      LIST_SIGNS.includes(char) ||
      (isEdge && char.trim() === '') ||
      ((char === '[' || char === '［') && MARKER.test(text.slice(i)));
    out += special ? `\\${char}` : char;
  }
  return out;
}

/** Takes the backslashes out again. */
export function unescapeText(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

/** Trims blanks, but not one that a backslash protects. */
export function trimText(text: string): string {
  const start = text.trimStart();
  const trimmed = start.trimEnd();
  const backslashes = /\\*$/.exec(trimmed)?.[0].length ?? 0;
  return backslashes % 2 === 1 && trimmed.length < start.length
    ? start.slice(0, trimmed.length + 1)
    : trimmed;
}

/** Parts of the text between unprotected signs, trimmed, still escaped. Empty parts are left out. */
export function splitText(text: string, signs: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i += 1;
    else if (signs.includes(text.charAt(i))) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map(trimText).filter((part) => part !== '');
}

export function splitEntries(text: string): string[] {
  return splitText(text, ENTRY_SIGNS);
}

export function splitList(text: string): string[] {
  return splitText(text, LIST_SIGNS);
}

/** `键=值` at its first equals sign, the key in half-width; null where there is none. The value is still escaped. */
export function splitEntry(entry: string): { readonly key: string; readonly value: string } | null {
  for (let i = 0; i < entry.length; i++) {
    if (EQUAL_SIGNS.includes(entry.charAt(i))) {
      return { key: halfWidth(entry.slice(0, i)), value: trimText(entry.slice(i + 1)) };
    }
  }
  return null;
}

/** `名称:值` at its last colon; null where there is none. The label is unescaped. */
export function splitLabel(element: string): { readonly label: string; readonly value: string } | null {
  for (let i = element.length - 1; i >= 0; i--) {
    if (COLONS.includes(element.charAt(i))) {
      return { label: unescapeText(trimText(element.slice(0, i))), value: halfWidth(element.slice(i + 1)) };
    }
  }
  return null;
}

/**
 * Text parted by `[1] … [2] …`: the numbers with what follows each. Text before the first marker comes with number 0,
 * if there is any.
 */
export function splitMarkers(text: string): { readonly number: number; readonly text: string }[] {
  const parts: { number: number; from: number; to: number }[] = [{ number: 0, from: 0, to: text.length }];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') {
      i += 1;
      continue;
    }
    const match = MARKER.exec(text.slice(i, i + 12));
    if (!match) continue;
    parts[parts.length - 1]!.to = i;
    parts.push({ number: Number(halfWidth(match[1] ?? '')), from: i + match[0].length, to: text.length });
    i += match[0].length - 1;
  }
  return parts
    .map((part) => ({ number: part.number, text: trimText(text.slice(part.from, part.to)) }))
    .filter((part) => part.number > 0 || part.text !== '');
}

/** Reads `名称=值; …` by name, in any order, and collects what is wrong. */
export class ParameterReader {
  readonly problems: TextProblem[] = [];
  private readonly values = new Map<string, string>();
  private readonly asked = new Set<string>();

  /** @param where names the rule in messages, such as "比例". */
  constructor(
    text: string,
    private readonly where: string,
  ) {
    for (const entry of splitEntries(text)) {
      const pair = splitEntry(entry);
      if (pair === null) {
        this.refuse(
          'BAD_PARAMETER',
          `“${unescapeText(entry)}”不是“名称=值”的形式`,
          '请写成“名称=值”，多项用分号隔开；文字里的分号写成“\\;”',
        );
      } else if (this.values.has(pair.key)) {
        this.refuse('DUPLICATE_PARAMETER', `“${pair.key}”写了两次`, '请只保留一个');
      } else {
        this.values.set(pair.key, pair.value);
      }
    }
  }

  refuse(code: string, message: string, remedy: string): null {
    this.problems.push({ code, message: `${this.where}：${message}`, remedy });
    return null;
  }

  has(key: string): boolean {
    this.asked.add(key);
    return this.values.has(key);
  }

  /** Raw value, still escaped; null where it is absent. */
  raw(key: string): string | null {
    this.asked.add(key);
    return this.values.get(key) ?? null;
  }

  /** Free text; '' where it is absent. */
  text(key: string): string {
    return unescapeText(this.raw(key) ?? '');
  }

  private missing(key: string, example: string): null {
    return this.refuse('MISSING_PARAMETER', `缺少“${key}”`, `请补上，如“${key}=${example}”`);
  }

  /** Hundredths. `fallback` undefined: the parameter is required. */
  points(key: string, example: string, fallback?: Points): Points | null {
    const raw = this.raw(key);
    if (raw === null || raw === '') return fallback ?? this.missing(key, example);
    const points = parsePoints(halfWidth(raw).replace(/分$/, ''));
    return (
      points ??
      this.refuse(
        'BAD_PARAMETER',
        `“${key}=${raw}”不是分值`,
        `请写0或正数，最多两位小数，如“${key}=${example}”`,
      )
    );
  }

  /** A decimal, optionally with a percent sign. */
  quantity(key: string, example: string, fallback?: Quantity): Quantity | null {
    const raw = this.raw(key);
    if (raw === null || raw === '') return fallback ?? this.missing(key, example);
    const quantity = parseQuantity(halfWidth(raw).replace(/%$/, ''));
    return (
      quantity ?? this.refuse('BAD_PARAMETER', `“${key}=${raw}”不是数字`, `请写数字，如“${key}=${example}”`)
    );
  }

  /** A decimal above 0. */
  positive(key: string, example: string, fallback?: Quantity): Quantity | null {
    const quantity = this.quantity(key, example, fallback);
    if (quantity === null || (quantity !== '0' && !quantity.startsWith('-'))) return quantity;
    return this.refuse('BAD_PARAMETER', `“${key}”必须大于0`, `如“${key}=${example}”`);
  }

  /** One of the given words. */
  choice<T>(key: string, words: Readonly<Record<string, T>>, fallback?: T): T | null {
    const raw = this.raw(key);
    const names = Object.keys(words);
    if (raw === null || raw === '') return fallback ?? this.missing(key, names[0] ?? '');
    const word = halfWidth(raw);
    const found = Object.hasOwn(words, word) ? words[word] : undefined;
    return found ?? this.refuse('BAD_PARAMETER', `“${key}=${raw}”无法识别`, `可写：${names.join('、')}`);
  }

  /** `甲:0.5|乙:0.5`: labels with points. Null after a problem. */
  scoredList(key: string, example: string): { label: string; points: Points }[] | null {
    const raw = this.raw(key);
    const elements = raw === null ? [] : splitList(raw);
    if (elements.length === 0) return this.missing(key, example);
    const list: { label: string; points: Points }[] = [];
    for (const element of elements) {
      const pair = splitLabel(element);
      const points = pair ? parsePoints(pair.value.replace(/分$/, '')) : null;
      if (!pair || points === null || pair.label === '') {
        this.refuse(
          'BAD_PARAMETER',
          `“${key}”中的“${unescapeText(element)}”无法识别`,
          `请写成“名称:分值”，多项用竖线隔开，如“${key}=${example}”`,
        );
      } else {
        list.push({ label: pair.label, points });
      }
    }
    return list.length === elements.length ? list : null;
  }

  /** Reports parameters that the rule does not have. Call once, last. */
  finish(): void {
    for (const key of this.values.keys()) {
      if (!this.asked.has(key)) {
        this.refuse('UNKNOWN_PARAMETER', `没有“${key}”这个参数`, `可写：${[...this.asked].join('、')}`);
      }
    }
  }
}

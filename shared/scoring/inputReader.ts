import { halfWidth, parseQuantity, type Quantity } from '@shared/domain/points';
import type { FieldProblem } from '@shared/domain/score';

const PLAIN_ASCII = /^[\x21-\x7e]*$/;
const PLAIN_COUNT = /^\d{1,9}$/;
const YES = new Set(['是', '√', '✓', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '×', 'x', 'n', 'no', 'false', '0']);

/** What people type for 'there is none of this here': 数值=无, 得分=无. */
export const NONE_WORD = '无';

/**
 * Reads the typed fields of one rule. A blank field is incomplete (null, no problem); a wrong one is a problem with
 * the range that is allowed. Remembers which fields were asked for, so that the others are reported as unknown.
 */
export class InputReader {
  readonly problems: FieldProblem[] = [];
  private readonly asked: string[] = [];

  /** @param prefix '' for the first rule of an item, '[2]' for the second. */
  constructor(
    private readonly values: Readonly<Record<string, string>>,
    private readonly prefix: string,
  ) {}

  /** Half-width, trimmed; '' where nothing was typed. */
  text(key: string): string {
    this.asked.push(key);
    const raw = this.values[key];
    if (raw === undefined || raw === '') return '';
    return PLAIN_ASCII.test(raw) ? raw : halfWidth(raw);
  }

  /** As typed, only trimmed: for 文号 and other words. */
  words(key: string): string {
    this.asked.push(key);
    return (this.values[key] ?? '').trim();
  }

  refuse(key: string, code: string, message: string): null {
    this.problems.push({ field: this.prefix + key, code, message });
    return null;
  }

  /** A whole number from 0. */
  count(key: string, label: string): number | null {
    const text = this.text(key);
    if (text === '') return null;
    if (PLAIN_COUNT.test(text)) return Number(text);
    const quantity = parseQuantity(text);
    if (quantity?.startsWith('-')) {
      return this.refuse(key, 'NEGATIVE_COUNT', `${label}不能小于0，应为0或正整数`);
    }
    if (quantity === null || quantity.includes('.')) {
      return this.refuse(key, 'NOT_A_NUMBER', `${label}“${text}”不是整数，应为0或正整数`);
    }
    return quantity.length <= 9
      ? Number(quantity)
      : this.refuse(key, 'OUT_OF_RANGE', `${label}超出范围，应为0至999999999`);
  }

  /** A decimal; from 0 unless `signed`. A trailing `suffix` such as the unit % may be typed along. */
  decimal(key: string, label: string, options: { signed?: boolean; suffix?: string } = {}): Quantity | null {
    let text = this.text(key);
    if (text === '') return null;
    const suffix = options.suffix ? halfWidth(options.suffix) : '';
    if (suffix && text.endsWith(suffix)) text = text.slice(0, -suffix.length).trim();
    const quantity = parseQuantity(text);
    if (quantity === null) {
      return this.refuse(
        key,
        'NOT_A_NUMBER',
        `${label}“${text}”不是数字，应为${options.signed ? '' : '0或正'}数，如 85 或 85.5`,
      );
    }
    if (!options.signed && quantity.startsWith('-')) {
      return this.refuse(key, 'NEGATIVE_COUNT', `${label}不能小于0，应为0或正数`);
    }
    return quantity;
  }

  /** 是 or 否. */
  yesNo(key: string, label: string): boolean | null {
    const text = this.text(key).toLowerCase();
    if (text === '') return null;
    if (YES.has(text)) return true;
    if (NO.has(text)) return false;
    return this.refuse(key, 'NOT_YES_NO', `${label}“${text}”无法识别，应填“是”或“否”`);
  }

  /** Whether anything at all was typed, leaving `except` aside. */
  hasAny(except?: string): boolean {
    for (const key in this.values) {
      if (key !== except && (this.values[key] ?? '').trim() !== '') return true;
    }
    return false;
  }

  /** Reports typed fields that no question of the rule asked for. Call once, last. */
  finish(): void {
    for (const key in this.values) {
      if (!this.asked.includes(key) && (this.values[key] ?? '').trim() !== '') {
        const known = this.asked.length > 0 ? `，可填：${[...new Set(this.asked)].join('、')}` : '';
        this.refuse(key, 'UNKNOWN_FIELD', `本指标没有“${key}”这一项${known}`);
      }
    }
  }
}

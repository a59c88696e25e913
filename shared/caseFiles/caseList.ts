import { halfWidth } from '../domain/points';

/** One file of a list of case files (案卷目录), as stored. */
export interface ListedCase {
  readonly unitCode: string;
  /** 案号. */
  readonly number: string;
  /** 案由或事项. */
  readonly matter: string;
  /** 当事人. */
  readonly party: string;
  /** 行政处罚, 行政许可, 行政强制 …. */
  readonly type: string;
  /** 普通程序, 简易程序 …; '' where the list does not say. */
  readonly procedure: string;
  /** ISO date where it could be read, else as written. */
  readonly closedOn: string;
  /** 承办人. */
  readonly handler: string;
  /** 罚款, as written. */
  readonly fine: string;
}

/** 零报告: the unit handed its list in and had no such file. */
export interface ZeroReport {
  readonly unitCode: string;
  /** '' for every type. */
  readonly type: string;
}

/** What makes up a list whatever the order of its rows. */
export interface CaseList<F extends ListedCase = ListedCase> {
  readonly files: readonly F[];
  readonly zeroReports: readonly ZeroReport[];
}

/** SHA-256 of a UTF-8 text as 64 lower-case hexadecimal digits. Given by the caller: this folder knows no crypto. */
export type Digest = (text: string) => string;

/** Stands for 案号 in the line of a 零报告. */
export const NO_CASES = '无';

/** A text without the differences nobody means: full-width signs, blanks, composed characters. */
export function plainText(text: string): string {
  return halfWidth(text.normalize('NFC')).replace(/\s+/g, '');
}

/** What tells a file from all others of its list. */
export function caseKey({
  unitCode,
  type,
  number,
}: Pick<ListedCase, 'unitCode' | 'type' | 'number'>): string {
  return [unitCode, type, number].map(plainText).join('\n');
}

/** Order of texts by their UTF-16 code units, the same on every machine and in every language. */
export function compareCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The canonical text of a list, which its hash is taken of. Practice page §10 ("seed and list hash printed").
 *
 * One line for each file: 单位编码, 类别, 案号, 案由, 当事人, 程序, 办结日期, 承办人, 罚款, parted by tabs; a 零报告 is a line of
 * 单位编码, 类别 and 无. Every text is half-width and without blanks. Lines are sorted by code unit and joined by line
 * feeds, so the order of the rows in the workbook does not matter.
 */
export function canonicalList({ files, zeroReports }: CaseList): string {
  const lines = files.map((file) =>
    [
      file.unitCode,
      file.type,
      file.number,
      file.matter,
      file.party,
      file.procedure,
      file.closedOn,
      file.handler,
      file.fine,
    ]
      .map(plainText)
      .join('\t'),
  );
  const none = zeroReports.map(({ unitCode, type }) =>
    [plainText(unitCode), plainText(type), NO_CASES].join('\t'),
  );
  return [...lines, ...none].sort(compareCodeUnits).join('\n');
}

/** The fingerprint of a list: SHA-256 of its canonical text. */
export function hashList(list: CaseList, digest: Digest): string {
  return digest(canonicalList(list));
}

/**
 * 罚款 as hundredths of a yuan, for finding the largest: 「2000元」「1.5万元」「2,000」.
 *
 * @returns null where the text states no amount.
 */
export function fineAmount(text: string): number | null {
  const match = /^[^\d-]*(\d{1,12})(?:\.(\d{1,6}))?(万)?(?:元|人民币|圆|整)*$/.exec(
    plainText(text).replaceAll(',', ''),
  );
  if (!match) return null;
  const decimals = (match[2] ?? '').padEnd(6, '0');
  const millionths = BigInt(match[1] ?? '0') * 1_000_000n + BigInt(decimals);
  return Number((millionths * (match[3] ? 10_000n : 1n)) / 10_000n);
}

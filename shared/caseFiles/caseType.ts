import { plainText } from './caseList';

/** Types of files the practice page names; an office may have others. */
export const CASE_TYPES = ['行政处罚', '行政许可', '行政强制'] as const;

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(行政)?处罚(类|案卷|案件)?$/, '行政处罚'],
  [/^(行政)?许可(类|案卷|案件)?$/, '行政许可'],
  [/^(行政)?强制(类|案卷|案件|执行)?$/, '行政强制'],
];

/** The type a table means: 处罚案卷 is 行政处罚. Others stay as written, without blanks. */
export function caseTypeName(text: string): string {
  const plain = plainText(text);
  return SPELLINGS.find(([pattern]) => pattern.test(plain))?.[1] ?? plain;
}

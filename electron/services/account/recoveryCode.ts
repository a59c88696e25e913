import { randomBytes } from 'node:crypto';

/** Without I, O, 0 and 1, which people take for one another on paper: 32 signs. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 20;
const GROUP = 5;

/** A code to write down, 100 bits: `7KQ2M-…`, shown once. */
export function newRecoveryCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
  return Array.from({ length: LENGTH / GROUP }, (_, at) =>
    signs.slice(at * GROUP, (at + 1) * GROUP).join(''),
  ).join('-');
}

/** As it is compared: typed in small letters, full-width, with blanks or without dashes it is the same. */
export function plainRecoveryCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

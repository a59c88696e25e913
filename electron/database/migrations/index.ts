import type { Migration } from 'kysely';
import { firstCycle } from './0010-first-cycle';
import { wholePractice } from './0020-whole-practice';
import { exchange } from './0030-exchange';

/** All migrations, in order and by hand; steps of ten. A shipped migration is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0010-first-cycle': firstCycle,
  '0020-whole-practice': wholePractice,
  '0030-exchange': exchange,
};

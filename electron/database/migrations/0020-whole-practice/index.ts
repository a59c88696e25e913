import { sql, type Kysely } from 'kysely';
import { CASE_FILES } from './caseFiles';
import { FINDINGS } from './findings';
import { LAYERS } from './layers';
import { PEOPLE } from './people';
import { pinEarlierRows } from './pinEarlierRows';
import { RECTIFICATION } from './rectification';
import { REVIEWS } from './reviews';
import { YEAR } from './year';

/** People, audit trail, stages of the year, score layers, reviews, case files, rectification. */
export const wholePractice = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [PEOPLE, YEAR, LAYERS, FINDINGS, REVIEWS, CASE_FILES, RECTIFICATION].flat();
    for (const statement of statements) await sql.raw(statement).execute(db);
    await pinEarlierRows(db);
  },
};

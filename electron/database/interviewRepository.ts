import type { Insertable, Kysely, Selectable } from 'kysely';
import type { InterviewTable } from './reviewSchema';
import type { Schema } from './schema';

/** The register of all years, latest first. */
export async function listInterviewRows(db: Kysely<Schema>): Promise<Selectable<InterviewTable>[]> {
  return db
    .selectFrom('interview')
    .selectAll()
    .orderBy('held_on', 'desc')
    .orderBy('number', 'desc')
    .execute();
}

export async function findInterviewRow(
  db: Kysely<Schema>,
  interviewId: number,
): Promise<Selectable<InterviewTable> | undefined> {
  return db.selectFrom('interview').selectAll().where('id', '=', interviewId).executeTakeFirst();
}

export async function insertInterview(
  trx: Kysely<Schema>,
  interview: Insertable<InterviewTable>,
): Promise<void> {
  await trx.insertInto('interview').values(interview).execute();
}

export async function updateInterview(
  trx: Kysely<Schema>,
  interviewId: number,
  change: Partial<Selectable<InterviewTable>>,
): Promise<void> {
  await trx.updateTable('interview').set(change).where('id', '=', interviewId).execute();
}

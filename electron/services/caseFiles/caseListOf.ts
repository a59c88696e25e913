import type { Kysely } from 'kysely';
import type { CaseList } from '@shared/caseFiles/caseList';
import { listCaseFiles, listZeroReports, type StoredCase } from '../../database/caseFileRepository';
import type { Schema } from '../../database/schema';

/** A stored list with all its rows. */
export async function caseListOf(db: Kysely<Schema>, listId: number): Promise<CaseList<StoredCase>> {
  return { files: await listCaseFiles(db, listId), zeroReports: await listZeroReports(db, listId) };
}

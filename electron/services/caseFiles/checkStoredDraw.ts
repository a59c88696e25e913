import type { Kysely } from 'kysely';
import type { CaseList } from '@shared/caseFiles/caseList';
import { checkDraw, type DrawCheck } from '@shared/caseFiles/checkDraw';
import { listPicks, type StoredDraw } from '../../database/caseFileRepository';
import type { Schema } from '../../database/schema';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { caseListOf } from './caseListOf';
import { requireCurrentDraw } from './currentDraw';
import { sha256Text } from './sha256Text';

/** What a printed record says, where it is to be held against the stored draw; left out: what is stored. */
export interface PrintedRecord {
  readonly seed?: string;
  readonly listSha256?: string;
  /** The list as read again from its workbook. */
  readonly list?: CaseList;
}

/**
 * Repeats the draw in force from its record: seed, hash and plan must give the same files in the same order.
 *
 * @throws {AppError} CASE_DRAW_MISSING
 */
export async function checkCurrentDraw(
  workspace: Workspace,
  printed: PrintedRecord = {},
): Promise<DrawCheck> {
  const { cycle } = await loadAssessment(workspace);
  const draw = await requireCurrentDraw(workspace.reader, cycle.id);
  return checkStoredDraw(workspace.reader, draw, printed);
}

/** The same for any stored draw. */
export async function checkStoredDraw(
  db: Kysely<Schema>,
  draw: StoredDraw,
  { seed = draw.seed, listSha256 = draw.listSha256, list }: PrintedRecord = {},
): Promise<DrawCheck> {
  const picks = (await listPicks(db, draw.id)).flatMap(({ origin, ...pick }) =>
    origin === 'manual' ? [] : [{ ...pick, origin }],
  );
  const record = { algorithm: draw.algorithm, plan: draw.plan, seed, listSha256, picks };
  return checkDraw(record, list ?? (await caseListOf(db, draw.listId)), sha256Text);
}

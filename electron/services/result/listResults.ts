import type { Kysely } from 'kysely';
import { seesTotal } from '@shared/domain/visibility';
import { notSignedIn } from '@shared/errors/access';
import { resultNotFound } from '@shared/errors/result';
import type { Request } from '@shared/ipc/contract';
import type { ApprovedFiguresView, ApprovedResultView, CycleSummary } from '@shared/ipc/practice/result';
import { standingChanges, type StandingChange } from '@shared/review/standingChanges';
import {
  findResult,
  listCycleSummaries,
  listResults as listStoredResults,
  listResultUnits,
  resultView,
  type StoredResult,
} from '../../database/resultRepository';
import type { Schema } from '../../database/schema';
import { assertMay } from '../access/assertMay';
import type { Workspace } from '../workspace/workspace';
import { requireCycle } from './requireCycle';

/** Every year kept in the workspace, latest first. */
export async function listCycles(workspace: Workspace): Promise<readonly CycleSummary[]> {
  return listCycleSummaries(workspace.reader);
}

/** The approved results of a cycle, the current one unless told, latest first. */
export async function listResults(
  workspace: Workspace,
  { cycleId }: Request<'result:list'>,
): Promise<readonly ApprovedResultView[]> {
  assertSignedIn(workspace);
  const cycle = await requireCycle(workspace.reader, cycleId);
  return (await listStoredResults(workspace.reader, cycle.id)).map(resultView);
}

/**
 * An approved result with the frozen figures of every unit; what may be seen of an approved year: people of a
 * unit see their own unit's only.
 *
 * @throws {AppError} NOT_SIGNED_IN, RESULT_NOT_FOUND
 */
export async function getResult(
  workspace: Workspace,
  { resultId }: Request<'result:figures'>,
): Promise<ApprovedFiguresView> {
  assertSignedIn(workspace);
  const { actor, reader } = workspace;
  const stored = await requireResult(reader, resultId);
  const units = await listResultUnits(reader, resultId);
  return {
    result: resultView(stored),
    parts: stored.parts,
    units: units.filter((unit) => seesTotal(actor, 'approved', unit)),
  };
}

/** @throws {AppError} NOT_SIGNED_IN */
function assertSignedIn({ actor }: Workspace): void {
  if (actor.roles.length === 0) throw notSignedIn();
}

/** Units whose figures differ between two results of one cycle, earlier and later. @throws {AppError} RESULT_NOT_FOUND */
export async function compareResults(
  workspace: Workspace,
  { fromId, toId }: Request<'result:compare'>,
): Promise<readonly StandingChange[]> {
  assertMay(workspace, 'readAll');
  const { reader } = workspace;
  const [from, to] = [await requireResult(reader, fromId), await requireResult(reader, toId)];
  if (from.cycleId !== to.cycleId) throw resultNotFound();
  const before = await listResultUnits(reader, from.id);
  return standingChanges(before, await listResultUnits(reader, to.id), new Set());
}

async function requireResult(db: Kysely<Schema>, resultId: number): Promise<StoredResult> {
  const result = await findResult(db, resultId);
  if (!result) throw resultNotFound();
  return result;
}

import type { Kysely } from 'kysely';
import { mayDo } from '@shared/domain/role';
import { seesTotal } from '@shared/domain/visibility';
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
import { assertMay, assertSignedIn } from '../access/assertMay';
import type { Workspace } from '../workspace/workspace';
import { requireCycle } from './requireCycle';

/** Every year kept in the workspace, latest first. @throws {AppError} NOT_SIGNED_IN */
export async function listCycles(workspace: Workspace): Promise<readonly CycleSummary[]> {
  assertSignedIn(workspace);
  return listCycleSummaries(workspace.reader);
}

/**
 * The approved results of a cycle, the current one unless told, latest first; why and on what grounds is for those who read
 * everything.
 */
export async function listResults(
  workspace: Workspace,
  { cycleId }: Request<'result:list'>,
): Promise<readonly ApprovedResultView[]> {
  assertSignedIn(workspace);
  const cycle = await requireCycle(workspace.reader, cycleId);
  return (await listStoredResults(workspace.reader, cycle.id)).map((stored) => seenBy(workspace, stored));
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
    result: seenBy(workspace, stored),
    parts: stored.parts,
    units: units.filter((unit) => seesTotal(actor, 'approved', unit)),
  };
}

/** Reasons, grounds and what was open name units and scores that are not everybody's business. */
function seenBy({ actor }: Pick<Workspace, 'actor'>, stored: StoredResult): ApprovedResultView {
  const view = resultView(stored);
  return mayDo(actor, 'readAll') ? view : { ...view, reason: '', basis: '', open: [] };
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

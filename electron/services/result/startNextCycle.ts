import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import { systemNotPublished } from '@shared/errors/indicators';
import { cycleYearTaken } from '@shared/errors/result';
import type { Request } from '@shared/ipc/contract';
import type { CycleSummary } from '@shared/ipc/practice/result';
import { shiftYears } from '@shared/years/shiftDate';
import { loadCurrentCycle, type StoredCycle } from '../../database/cycleRepository';
import {
  carryScores,
  copyAssignments,
  copySettings,
  insertCycle,
  insertDeadlines,
} from '../../database/nextCycleRepository';
import { listCycleSummaries } from '../../database/resultRepository';
import { listSchemeViews, writeScheme } from '../../database/schemeRepository';
import type { Schema } from '../../database/schema';
import { insertUnits, listGroups, listUnits } from '../../database/unitRepository';
import { listDeadlines } from '../../database/yearRepository';
import { assertMay } from '../access/assertMay';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireSystem } from '../indicators/draft';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/**
 * Begins the next year from the one just approved: units, groups, tags, comprehensive schemes, settings, who scores what
 * and deadlines are copied, every state is new, and last year's final points and reasons stand beside each item.
 * Accounts, problems and interviews go on. The years before stay as they are. peers.md 1.2.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS before the approval, CYCLE_YEAR_TAKEN,
 *   SYSTEM_NOT_FOUND, SYSTEM_NOT_PUBLISHED
 */
export async function startNextCycle(
  workspace: Workspace,
  { year, name, systemId }: Request<'cycles:startNext'>,
): Promise<CycleSummary> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCycle');
  const started = await inTransaction(workspace, async (trx, now, audit) => {
    const last = await loadCurrentCycle(trx);
    if (stageOf(last.state) < stageOf('approved')) {
      throw cycleStateForbids({
        state: CYCLE_STATE_NAMES[last.state],
        what: '开始下一年度',
        todo: '请先把本年度审定，再开始下一年度。',
      });
    }
    if (year <= last.year) throw cycleYearTaken({ year, current: last.year });
    const system = await requireSystem({ db: trx }, systemId ?? last.systemId);
    if (system.summary.status !== 'published') {
      throw systemNotPublished({ version: system.summary.version });
    }
    const next: StoredCycle = {
      id: 0,
      uid: randomUUID(),
      year,
      name: name?.trim() || `${year}年度法治政府建设考评`,
      state: 'draft',
      systemId: system.summary.id,
    };
    const id = await insertCycle(trx, { ...next, now });
    const copied = await copyStructure(trx, last, { ...next, id });
    await audit({
      action: 'cycle.start',
      subject: next.name,
      before: { year: last.year, state: last.state },
      after: { year, system: system.summary.version, ...copied },
    });
    return (await listCycleSummaries(trx)).find((cycle) => cycle.id === id);
  });
  forgetAssessment(workspace);
  if (!started) throw new Error(`cycle ${year} was not made`);
  return started;
}

/** @returns what was copied, for the trail. */
async function copyStructure(
  trx: Kysely<Schema>,
  last: StoredCycle,
  next: StoredCycle,
): Promise<{ readonly unitCount: number; readonly groupCount: number; readonly schemes: number }> {
  const groups = await listGroups(trx, last.id);
  const units = await listUnits(trx, last.id);
  await insertUnits(trx, next.id, groups, units);
  const groupIds = new Map((await listGroups(trx, next.id)).map((group) => [group.name, group.id]));
  const schemes = await listSchemeViews(trx, last.id);
  for (const { group, components } of schemes) {
    const groupId = groupIds.get(group);
    if (groupId !== undefined) await writeScheme(trx, groupId, components);
  }
  const deadlines = await listDeadlines(trx, last.id);
  await insertDeadlines(
    trx,
    next.id,
    new Map([...deadlines].map(([state, dueOn]) => [state, shiftYears(dueOn, next.year - last.year)])),
  );
  await copySettings(trx, last.id, next.id);
  await copyAssignments(trx, last.id, next.id);
  await carryScores(trx, last.id, next.id);
  return { unitCount: units.length, groupCount: groups.length, schemes: schemes.length };
}

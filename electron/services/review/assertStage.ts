import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { stageNow } from '../year/stageNow';

/** @throws {AppError} CYCLE_STATE_FORBIDS in any other stage of the year. */
export function assertStage(
  { cycle }: { readonly cycle: Pick<Assessment['cycle'], 'state'> },
  stage: CycleState,
  what: string,
): void {
  if (cycle.state === stage) return;
  throw cycleStateForbids({
    state: CYCLE_STATE_NAMES[cycle.state],
    what,
    todo: `这件事只在“${CYCLE_STATE_NAMES[stage]}”阶段办理。请核对年度的阶段，或请考核办公室推进、退回。`,
  });
}

/** The same inside the transaction that writes: the year may have moved since. @throws {AppError} CYCLE_STATE_FORBIDS */
export async function assertStageNow(
  trx: Kysely<Schema>,
  assessment: Pick<Assessment, 'cycle'>,
  stage: CycleState,
  what: string,
): Promise<void> {
  assertStage({ cycle: { state: await stageNow(trx, assessment) } }, stage, what);
}

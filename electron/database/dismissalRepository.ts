import type { Kysely } from 'kysely';
import type { CheckKind } from '../../shared/insight/checkKinds';
import type { Schema } from './schema';

/** A finding of 体检 somebody looked into; it holds while the finding's state is still this one. */
export interface Dismissal {
  readonly unitId: number;
  /** 0 where the finding is of no single item. */
  readonly itemId: number;
  readonly subject: string;
  readonly state: string;
  readonly reason: string;
  readonly person: string;
  readonly at: string;
}

/** What was set aside of one kind in a cycle. */
export async function listDismissals(
  db: Kysely<Schema>,
  cycleId: number,
  kind: CheckKind,
): Promise<readonly Dismissal[]> {
  return db
    .selectFrom('finding_dismissal')
    .select(['unit_id as unitId', 'item_id as itemId', 'subject', 'state', 'reason', 'person', 'at'])
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', kind)
    .execute();
}

/** Sets a finding aside, in the stead of an earlier word on the same one. */
export async function upsertDismissal(
  trx: Kysely<Schema>,
  cycleId: number,
  kind: CheckKind,
  dismissal: Dismissal,
): Promise<void> {
  const { unitId, itemId, subject, state, reason, person, at } = dismissal;
  await trx
    .insertInto('finding_dismissal')
    .values({ cycle_id: cycleId, kind, unit_id: unitId, item_id: itemId, subject, state, reason, person, at })
    .onConflict((conflict) =>
      conflict
        .columns(['cycle_id', 'kind', 'unit_id', 'item_id', 'subject'])
        .doUpdateSet({ state, reason, person, at }),
    )
    .execute();
}

/** Brings a finding back. */
export async function deleteDismissal(
  trx: Kysely<Schema>,
  cycleId: number,
  kind: CheckKind,
  { unitId, itemId, subject }: Pick<Dismissal, 'unitId' | 'itemId' | 'subject'>,
): Promise<void> {
  await trx
    .deleteFrom('finding_dismissal')
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', kind)
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .where('subject', '=', subject)
    .execute();
}

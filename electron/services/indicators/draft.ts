import { systemNotFound, systemPublished } from '@shared/errors/indicators';
import type { IndicatorSystemView, ItemView } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import {
  findSystem,
  listItemIdentities,
  replaceItems,
  type ItemToStore,
  type StoredSystem,
} from '../../database/systemRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { AuditFact } from '../audit/auditFact';
import type { Workspace } from '../workspace/workspace';

/** Where it is read: the workspace, or a transaction in it. */
type Place = Pick<Workspace, 'db'>;

/** @throws {AppError} SYSTEM_NOT_FOUND */
export async function requireSystem({ db }: Place, systemId: number): Promise<StoredSystem> {
  const system = await findSystem(db, systemId);
  if (!system) throw systemNotFound();
  return system;
}

/** @throws {AppError} SYSTEM_NOT_FOUND, INDICATOR_SYSTEM_PUBLISHED */
export async function requireDraft(place: Place, systemId: number): Promise<StoredSystem> {
  const system = await requireSystem(place, systemId);
  if (system.summary.status === 'published') throw systemPublished({ version: system.summary.version });
  return system;
}

/**
 * Writes a draft's items in a new order or content; items that stay keep their identity. Read and written in one
 * transaction: of two edits under way neither takes the other back.
 *
 * @param describe  what is done to which item, for the trail.
 * @throws {AppError} SYSTEM_NOT_FOUND, INDICATOR_SYSTEM_PUBLISHED, and what `change` throws; nothing is changed then.
 */
export async function rewriteItems(
  workspace: Workspace,
  systemId: number,
  change: (items: readonly ItemView[]) => readonly ItemToStore[],
  describe: (items: readonly ItemView[]) => Pick<AuditFact, 'action' | 'itemId' | 'before' | 'after'> & {
    readonly code: string;
  },
): Promise<IndicatorSystemView> {
  assertMay(workspace, 'manageSystem');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const { items: found, summary } = await requireDraft({ db: trx }, systemId);
    const items = change(found);
    const uids = await listItemIdentities(trx, systemId);
    await replaceItems(
      trx,
      systemId,
      items.map(({ item, id }) => ({ item, id, uid: id === undefined ? undefined : uids.get(id) })),
    );
    const { code, ...fact } = describe(found);
    await audit({ ...fact, subject: `${systemSubject(summary)} · ${code}` });
  });
  forgetAssessment(workspace);
  return toView(await requireSystem(workspace, systemId));
}

/** An indicator system as a line of the trail names it. */
export function systemSubject({
  title,
  version,
}: {
  readonly title: string;
  readonly version: string;
}): string {
  return `${title} ${version}`;
}

/** What the screens get of a stored system. */
export function toView({ summary, system, items }: StoredSystem): IndicatorSystemView {
  return { summary, system, items };
}

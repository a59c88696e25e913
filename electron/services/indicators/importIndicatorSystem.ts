import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { tableOpen } from '@shared/domain/cycleState';
import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import type { IndicatorSystemView } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import { loadCurrentCycle, setCycleSystem } from '../../database/cycleRepository';
import { systemRows } from '../../database/rowPins';
import type { Schema } from '../../database/schema';
import { findVersion, insertSystem, isScored, loadSystem } from '../../database/systemRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { datedSystem } from './datedSystem';
import { requireSystem, systemSubject, toView } from './draft';

export interface ImportedSystem extends IndicatorSystemView {
  /** Whether the cycle scores by it. */
  readonly used: boolean;
  /** Whether the very same version was there already, so that nothing was stored. */
  readonly unchanged: boolean;
}

/**
 * Stores an indicator table as a new version. A table that equals a stored version of the same name changes nothing; one
 * that differs but bears that name gets a name of its own (`2020-2`).
 *
 * @param use  `ifUnscored`: it becomes the cycle's version, published, while the year is being prepared and nothing is
 *   scored yet; otherwise, and with `draft`, it stays a draft.
 */
export async function importIndicatorSystem(
  workspace: Workspace,
  read: IndicatorSystem,
  { use }: { readonly use: 'ifUnscored' | 'draft' },
): Promise<ImportedSystem> {
  assertMay(workspace, 'manageSystem');
  const outcome = await inTransaction(workspace, async (trx, now, audit) => {
    const cycle = await loadCurrentCycle(trx);
    const system = datedSystem(read, cycle.year);
    const same = await findSame(trx, system);
    if (same !== undefined) return { id: same, used: same === cycle.systemId, unchanged: true };
    // Publishing the year freezes the version it scores by; a later table is kept as a draft.
    const used = use === 'ifUnscored' && tableOpen(cycle.state) && !(await isScored(trx, cycle));
    const version = await freeVersion(trx, system);
    const id = await insertSystem(trx, { ...system, version }, used ? 'published' : 'draft', now);
    if (used) await setCycleSystem(trx, cycle.id, id);
    await audit({
      action: 'system.import',
      subject: systemSubject({ ...system, version }),
      after: { items: system.items.length, used },
      pins: used ? await systemRows(trx, id) : [],
    });
    return { id, used, unchanged: false };
  });
  forgetAssessment(workspace);
  const { id, ...flags } = outcome;
  return { ...toView(await requireSystem(workspace, id)), ...flags };
}

async function findSame(trx: Kysely<Schema>, system: IndicatorSystem): Promise<number | undefined> {
  const id = await findVersion(trx, system.systemId, system.version);
  if (id === undefined) return undefined;
  const stored = await loadSystem(trx, id);
  const items = stored.items.map(({ id: _id, ...item }) => item);
  return isDeepStrictEqual(plain({ ...stored.system, items }), plain(system)) ? id : undefined;
}

/** As it would come back from the database, so that absent and undefined are the same. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function freeVersion(trx: Kysely<Schema>, system: IndicatorSystem): Promise<string> {
  let version = system.version;
  for (let number = 2; (await findVersion(trx, system.systemId, version)) !== undefined; number++) {
    version = `${system.version}-${number}`;
  }
  return version;
}

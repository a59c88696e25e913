import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PackageRow } from '@shared/exchange/packageData';
import type { ItemView } from '@shared/ipc/views';
import { listStoredReasons, upsertReason } from '../../../database/reasonRepository';
import type { Schema } from '../../../database/schema';
import type { Assessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import type { PackageContents } from '../kinds/packageHandler';
import type { CellWriting } from '../merge/cellKind';

type Row = PackageRow<'usualReasons'>;

/** What people added to the usual reasons of these items, or changed of them; those of the rules need not travel. */
export async function packedReasons(
  { reader }: Pick<Workspace, 'reader'>,
  assessment: Assessment,
  items: readonly ItemView[],
): Promise<Row[]> {
  const codes = new Set(items.map(({ code }) => code));
  return (await readReasons(reader, assessment)).filter(({ item }) => codes.has(item));
}

/** Reasons of a package that are not here in the same words. */
export async function newReasons(
  db: Kysely<Schema>,
  assessment: Assessment,
  { data }: PackageContents,
): Promise<readonly Row[]> {
  const known = new Set((await readReasons(db, assessment)).map(textOf));
  return (data.usualReasons ?? []).filter(
    (row) => assessment.itemByCode.has(row.item) && !known.has(textOf(row)),
  );
}

/** Takes them over; what the assessor added stays. */
export async function storeReasons(
  { trx, assessment, audit, subject }: CellWriting,
  contents: PackageContents,
): Promise<void> {
  const rows = await newReasons(trx, assessment, contents);
  if (rows.length === 0) return;
  for (const { item, ...reason } of rows) {
    const itemId = assessment.itemByCode.get(item)?.id ?? 0;
    await upsertReason(trx, { ...reason, itemId, uid: randomUUID() });
  }
  await audit({ action: 'package.receive', subject, after: { usualReasons: rows.length } });
}

async function readReasons(db: Kysely<Schema>, { cycle }: Pick<Assessment, 'cycle'>): Promise<Row[]> {
  const reasons = await listStoredReasons(db, cycle.systemId);
  return reasons.map(({ itemCode, text, points, basis, active }) => ({
    ...{ item: itemCode, text, points, basis },
    active,
  }));
}

const textOf = ({ item, text, points, basis, active }: Row): string =>
  JSON.stringify([item, text, points, basis, active]);

import type { Kysely } from 'kysely';
import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import { systemText, type SystemRow } from '@shared/exchange/systemRow';
import type { Schema } from '../../database/schema';
import { listItemIdentities, loadSystem } from '../../database/systemRepository';
import { sha256Text } from '../caseFiles/sha256Text';

/** An indicator system as it travels: the one line of `data/system.jsonl`. */
export async function packedSystem(db: Kysely<Schema>, systemId: number): Promise<SystemRow> {
  const { uid } = await db
    .selectFrom('indicator_system')
    .select('uid')
    .where('id', '=', systemId)
    .executeTakeFirstOrThrow();
  const { system, items } = await loadSystem(db, systemId);
  const uids = await listItemIdentities(db, systemId);
  const { systemId: key, title, version, year, provenance, settings } = system;
  return {
    ...{ uid, key, title, version, year, settings },
    ...{ official: provenance.official, note: provenance.note },
    items: items.map(({ id, ...item }) => ({ uid: uids.get(id) ?? '', ...item })),
  };
}

/** SHA-256 of what an indicator system says: the same for two machines that speak of the same items. */
export function systemDigest(row: SystemRow): string {
  return sha256Text(systemText(row));
}

/** The system as the app works with it. */
export function unpackedSystem(row: SystemRow): IndicatorSystem {
  const { key, title, version, year, official, note, settings, items } = row;
  return {
    ...{ systemId: key, title, version, year, settings },
    provenance: { official, note },
    items: items.map(({ uid: _uid, ...item }) => item),
  };
}

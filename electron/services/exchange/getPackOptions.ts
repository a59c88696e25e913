import { mayDo } from '@shared/domain/role';
import { PACKAGE_WAY } from '@shared/exchange/packageKind';
import { PACKABLE_KINDS } from '@shared/exchange/packageWords';
import type { PackOptionsView } from '@shared/ipc/practice/exchange';
import { findOwnKeys } from '../../database/exchangeRepository';
import { listAssignments } from '../marking/listAssignments';
import type { Workspace } from '../workspace/workspace';
import { fingerprint } from './container/packageKeys';

/** What may be packed from here, and for whom. */
export async function getPackOptions(workspace: Workspace): Promise<PackOptionsView> {
  const { seat, reader, actor } = workspace;
  const mayPack = seat !== 'office' || mayDo(actor, 'acceptSubmission');
  const keys = await findOwnKeys(reader);
  return {
    seat,
    kinds: mayPack
      ? PACKABLE_KINDS.filter((kind) => (kind === 'form' ? 'office' : PACKAGE_WAY[kind].from) === seat)
      : [],
    scorers: seat === 'office' && mayPack ? await scorersOf(workspace) : [],
    fingerprint: keys ? fingerprint(keys.publicKey) : '',
  };
}

async function scorersOf(workspace: Workspace): Promise<PackOptionsView['scorers']> {
  const { scorers, items } = await listAssignments(workspace);
  return scorers.map(({ accountId, name, allItems }) => ({
    name,
    allItems,
    items: items.filter(({ accountIds }) => accountIds.includes(accountId)).length,
  }));
}

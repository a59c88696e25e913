import type { Selectable } from 'kysely';
import type { EvidenceLinkTable } from '../../database/schema';
import type { Workspace } from '../workspace/workspace';

type Link = Selectable<EvidenceLinkTable>;

const detached = new WeakMap<Workspace, Map<string, Link>>();

const keyOf = (evidenceId: number, itemId: number): string => `${evidenceId}:${itemId}`;

/** Keeps a link that was just taken away, while the workspace is open, so that undo brings back place and judgement. */
export function rememberDetached(workspace: Workspace, link: Link): void {
  const links = detached.get(workspace) ?? new Map<string, Link>();
  detached.set(workspace, links.set(keyOf(link.evidence_id, link.item_id), link));
}

/** The link as it was when it was taken away; undefined where it never was. */
export function detachedLink(workspace: Workspace, evidenceId: number, itemId: number): Link | undefined {
  return detached.get(workspace)?.get(keyOf(evidenceId, itemId));
}

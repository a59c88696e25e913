import { actionName } from '@shared/audit/actionNames';
import { differences } from '@shared/audit/differences';
import type { AuditEntryView, AuditFilter, AuditPage } from '@shared/ipc/practice/audit';
import { listAuditEntries, type AuditQuery, type StoredAuditEntry } from '../../database/auditRepository';
import { assertMay } from '../access/assertMay';
import type { Workspace } from '../workspace/workspace';

/** Entries of one page. */
export const PAGE = 500;

/**
 * The trail, newest first, a page at a time.
 *
 * @param before  id of the last entry of the page before; null for the newest.
 * @throws {AppError} NOT_PERMITTED for those who may not read the trail.
 */
export async function listAudit(
  workspace: Workspace,
  filter: AuditFilter,
  before: number | null = null,
  limit: number = PAGE,
): Promise<AuditPage> {
  assertMay(workspace, 'readTrail');
  const found = await listAuditEntries(workspace.reader, toQuery(filter), {
    before,
    limit: limit + 1,
  });
  return { entries: found.slice(0, limit).map(toEntryView), more: found.length > limit };
}

/** The days of a filter as moments, by the clock of this machine. */
export function toQuery({ from, to, ...rest }: AuditFilter): AuditQuery {
  return {
    ...rest,
    since: from === '' ? '' : startOfDay(from, 0),
    until: to === '' ? '' : startOfDay(to, 1),
  };
}

function startOfDay(date: string, later: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + later).toISOString();
}

/** An entry with what changed as lines. */
export function toEntryView(entry: StoredAuditEntry): AuditEntryView {
  const { id, at, person, action, subject, unitId, itemId, editId, reason, hash } = entry;
  return {
    ...{ id, at, person, action, subject, unitId, itemId, editId, reason, hash },
    actionName: actionName(action),
    changes: differences(parsed(entry.before), parsed(entry.after)),
  };
}

function parsed(json: string): unknown {
  if (json === '') return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    // Somebody was at it; verify names it, and the list still shows it.
    return json;
  }
}

import type { AuditFilter } from '@shared/ipc/practice/audit';
import { listAuditEntries, readHead, type StoredAuditEntry } from '../../database/auditRepository';
import { writeAuditWorkbook } from '../../workbook/auditWorkbook';
import { assertMay } from '../access/assertMay';
import { readSnapshot } from '../workspace/readSnapshot';
import type { Workspace } from '../workspace/workspace';
import { toEntryView, toQuery } from './listAudit';

export interface ExportAuditOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** Entries in memory at a time. */
const PIECE = 2_000;

/**
 * Writes what the filter shows as a workbook: a sheet to read, a sheet with every field that is hashed, so that the
 * chain can be computed again without this program, and the head of the trail.
 *
 * @throws {AppError} NOT_PERMITTED, EXPORT_TARGET_NOT_WRITABLE …, CANCELLED
 */
export async function exportAudit(
  workspace: Workspace,
  filter: AuditFilter,
  target: string,
  { signal, onProgress }: ExportAuditOptions = {},
): Promise<{ readonly entries: number }> {
  assertMay(workspace, 'readTrail');
  return readSnapshot(workspace, async ({ reader }) => {
    const head = await readHead(reader);
    const query = toQuery(filter);
    async function* pieces(): AsyncGenerator<readonly StoredAuditEntry[]> {
      let before: number | null = null;
      for (;;) {
        signal?.throwIfAborted();
        const found: StoredAuditEntry[] = await listAuditEntries(reader, query, {
          before,
          limit: PIECE,
          whole: true,
        });
        const last = found.at(-1);
        if (!last) return;
        yield found;
        before = last.id;
        onProgress?.(head.entries - last.id, head.entries, '导出审计记录');
      }
    }
    const entries = await writeAuditWorkbook(
      {
        about: [
          ['考评库', workspace.name],
          ['导出人', workspace.person],
          ['导出时间', workspace.clock().toISOString()],
          ['审计记录总条数', String(head.entries)],
          ['末条校验值', head.hash],
        ],
        pieces,
        view: toEntryView,
      },
      target,
      signal,
    );
    return { entries };
  });
}

import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { parseReasonTable, type ImportedReason } from '@shared/insight/reasonTable';
import type { ReasonImportPreview } from '@shared/ipc/practice/insight';
import { itemLimit } from '@shared/scoring/worth';
import { hasErrors } from '@shared/tables/problemList';
import { upsertReason } from '../../database/reasonRepository';
import { readWorkbook } from '../../workbook/readWorkbook';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { readLibrary } from './reasons';

/** A table of usual reasons as it would be taken over. */
export interface ReasonImport {
  readonly view: Omit<ReasonImportPreview, 'previewId'>;
  /** Only what is new or different. */
  readonly reasons: readonly ImportedReason[];
}

/** Reads a table of usual reasons and says what it would change; stores nothing. @throws {AppError} where it is no workbook. */
export async function previewReasons(
  workspace: Workspace,
  path: string,
  signal?: AbortSignal,
): Promise<ReasonImport> {
  const { items } = await loadAssessment(workspace);
  const { sheets } = await readWorkbook(path, signal);
  const known = new Map(items.map((item) => [item.code, itemLimit(item)]));
  const { reasons, problems } = parseReasonTable(sheets, known);
  const library = new Map(
    (await readLibrary(workspace)).map((reason) => [keyOf(reason.itemCode, reason.text), reason]),
  );
  const counts = { added: 0, changed: 0, same: 0 };
  const changes = reasons.filter((reason) => {
    const there = library.get(keyOf(reason.itemCode, reason.text));
    const same = there?.active && there.points === reason.points && there.basis === reason.basis;
    counts[same ? 'same' : there ? 'changed' : 'added'] += 1;
    return !same;
  });
  const view = { fileName: basename(path), ...counts, problems, blocked: hasErrors(problems) };
  return { view, reasons: changes };
}

const keyOf = (code: string, text: string): string => `${code}\n${text}`;

/**
 * Takes a table of usual reasons over: known texts get points and basis of the table and are switched on, others are
 * added, those not in the table stay.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED
 */
export async function importReasons(
  workspace: Workspace,
  reasons: readonly ImportedReason[],
): Promise<{ changed: number }> {
  assertWritable(workspace);
  assertMay(workspace, 'manageSystem');
  const { itemByCode } = await loadAssessment(workspace);
  const known = reasons.filter(({ itemCode }) => itemByCode.has(itemCode));
  if (known.length === 0) return { changed: 0 };
  await inTransaction(workspace, async (trx, _now, audit) => {
    for (const { itemCode, text, points, basis } of known) {
      const item = itemByCode.get(itemCode);
      if (item)
        await upsertReason(trx, { itemId: item.id, uid: randomUUID(), text, points, basis, active: true });
    }
    await audit({ action: 'reason.import', subject: '常用理由', after: known });
  });
  return { changed: known.length };
}

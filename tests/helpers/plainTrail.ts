import type { AuditEntryView } from '@shared/ipc/practice/audit';

/** Digests, file names, versions, the name of the way of drawing: Latin letters that belong there. */
const CODES =
  /[0-9a-f]{12,}|[^\s、，；=]+\.(?:pdf|docx?|xlsx?|png|jpe?g|txt)|\d{4}-ref\.\d+|FAHENG-DRAW-\d \(SHA-256\)/gi;

/** Lines of the trail that nobody at an office can read: words and names of fields in English. Empty is good. */
export function unreadable(entries: readonly Pick<AuditEntryView, 'action' | 'changes'>[]): string[] {
  return entries.flatMap(({ action, changes }) =>
    changes
      .map(({ field, before, after }) => `${action}: ${field} | ${before} | ${after}`)
      .filter((line) => /[A-Za-z]{2,}/.test(line.slice(action.length).replace(CODES, ''))),
  );
}

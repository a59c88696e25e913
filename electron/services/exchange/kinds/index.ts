import type { PackageKind } from '@shared/exchange/packageKind';
import { appealHandler } from './appealHandler';
import { archiveHandler } from './archiveHandler';
import { assignHandler } from './assignHandler';
import { decisionHandler } from './decisionHandler';
import { feedbackHandler } from './feedbackHandler';
import type { PackageHandler } from './packageHandler';
import { returnHandler } from './returnHandler';
import { scoresHandler } from './scoresHandler';
import { selfHandler } from './selfHandler';
import { taskHandler } from './taskHandler';

/** Everything that can be packed and merged. */
const HANDLERS: readonly PackageHandler[] = [
  taskHandler,
  selfHandler,
  returnHandler,
  assignHandler,
  scoresHandler,
  feedbackHandler,
  appealHandler,
  decisionHandler,
  archiveHandler,
];

const byKind = new Map(HANDLERS.map((handler) => [handler.kind, handler]));

/** How a kind of package is written and merged. An archive is not merged: see `openArchive`. */
export function handlerOf(kind: PackageKind): PackageHandler {
  const handler = byKind.get(kind);
  if (!handler) throw new Error(`no handler for packages of kind ${kind}`);
  return handler;
}

import { RendererError } from '../../api';

/** Refusals that stand until somebody else changes something: sending the same value again would only be refused again. */
const FINAL: ReadonlySet<string> = new Set([
  'MARKED_BY_SEVERAL',
  'MARKING_LOCKED',
  'MARKING_SETTLED',
  'MARKING_NOT_APPLICABLE',
  'CONFLICT_OF_INTEREST',
  'ITEM_NOT_ASSIGNED',
  'CYCLE_STATE_FORBIDS',
  'NOT_PERMITTED',
]);

export function isFinalRefusal(cause: unknown): boolean {
  return cause instanceof RendererError && FINAL.has(cause.report.code);
}

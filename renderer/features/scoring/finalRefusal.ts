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
  'NOT_YOUR_UNIT',
  'UNIT_NOT_FOUND',
  'ITEM_NOT_OF_UNIT',
  'SELF_EVALUATION_LOCKED',
  'CASE_REVIEW_LOCKED',
  'CASE_REVIEW_NOT_YOURS',
  'CASE_REVIEW_NOT_FOUND',
  'CASE_PICK_NOT_ACTIVE',
]);

export function isFinalRefusal(cause: unknown): boolean {
  return cause instanceof RendererError && FINAL.has(cause.report.code);
}

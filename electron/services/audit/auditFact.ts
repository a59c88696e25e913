import type { PinnedRows } from '../../database/rowPins';

/**
 * One thing that was done, for the trail. `action` is a stable name in two parts, `score.record`; `subject` says what it
 * was done to as a person reads it: `区水利局 · 4.2.3`.
 */
export interface AuditFact {
  readonly action: string;
  readonly subject: string;
  readonly unitId?: number;
  readonly itemId?: number;
  /** Saves of one visit to a field share it; so do the rows of one import. */
  readonly editId?: string;
  /** Left out where there was nothing. Anything JSON can hold. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
  /**
   * Rows this wrote that never change again: the trail keeps their digest, and `verify` names any that changes. Only
   * where `after` is an object or left out.
   */
  readonly pins?: readonly PinnedRows[];
}

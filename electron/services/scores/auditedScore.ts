import type { ScoreRow } from '@shared/ipc/views';
import type { Assessment } from '../assessment/assessment';

/** What the trail keeps of a score: all that was typed and what it came to. `verify` holds the stored row against it. */
export function auditedScore(row: ScoreRow): Readonly<Record<string, unknown>> {
  const { entry, status, points, adjustment, settled, scorer, revision, updatedAt } = row;
  return {
    inputs: entry.inputs,
    points: entry.points,
    notApplicable: entry.notApplicable,
    reason: entry.reason,
    status,
    score: points,
    adjustment,
    settled,
    scorer,
    revision,
    at: updatedAt,
  };
}

/** A unit and an item as a line of the trail names them. */
export function scoreSubject({ unitById, itemById }: Assessment, unitId: number, itemId: number): string {
  return `${unitById.get(unitId)?.name ?? `单位#${unitId}`} · ${itemById.get(itemId)?.code ?? `指标#${itemId}`}`;
}

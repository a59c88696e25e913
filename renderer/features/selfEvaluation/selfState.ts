import { parsePoints } from '@shared/domain/points';
import { wrongPoints } from '@shared/year/preflight';
import type { ItemView, SelfEvaluationRow } from '@shared/ipc/views';

/** What a unit says of itself on one item, as typed. */
export interface SelfEntry {
  readonly points: string;
  readonly statement: string;
}

export interface SelfLine {
  readonly item: ItemView;
  readonly entry: SelfEntry;
  readonly evidenceCount: number;
  readonly prior: SelfEvaluationRow['prior'];
}

/** The unit's own sheet, with what was typed meanwhile laid over it. Items the system no longer has are left out. */
export function openSelfSheet(
  rows: readonly SelfEvaluationRow[],
  items: ReadonlyMap<number, ItemView>,
  typed: (itemId: number) => SelfEntry | undefined,
): readonly SelfLine[] {
  return rows.flatMap((row) => {
    const item = items.get(row.itemId);
    if (!item) return [];
    const entry = typed(row.itemId) ?? { points: row.points, statement: row.statement };
    return [{ item, entry, evidenceCount: row.evidenceCount, prior: row.prior }];
  });
}

/** What is wrong with a self score, with the allowed range; '' where nothing is or nothing was typed. */
export function selfProblem({ item, entry }: Pick<SelfLine, 'item' | 'entry'>): string {
  return wrongPoints({ item, points: entry.points });
}

export interface Completeness {
  /** Base items without a self score. */
  readonly missing: readonly number[];
  /** Items with a self score above 0 and no evidence. */
  readonly withoutEvidence: readonly number[];
  /** Items whose self score is above the points or no number. */
  readonly wrong: readonly number[];
  readonly filled: number;
  readonly baseItems: number;
}

/** What still stands between the sheet and handing it in. Lists hold item ids in table order. */
export function completenessOf(lines: readonly SelfLine[]): Completeness {
  const base = lines.filter((line) => line.item.section === 'base');
  const missing = base.filter((line) => line.entry.points.trim() === '');
  const wrong = lines.filter((line) => selfProblem(line) !== '');
  const withoutEvidence = lines.filter(
    (line) => line.evidenceCount === 0 && (parsePoints(line.entry.points || '0') ?? 0) > 0,
  );
  const ids = (some: readonly SelfLine[]) => some.map((line) => line.item.id);
  return {
    missing: ids(missing),
    withoutEvidence: ids(withoutEvidence),
    wrong: ids(wrong),
    filled: base.length - missing.length,
    baseItems: base.length,
  };
}

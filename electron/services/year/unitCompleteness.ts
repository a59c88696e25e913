import type { Kysely } from 'kysely';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { foldAbsentItems } from '../../database/notApplicableRepository';
import type { Schema } from '../../database/schema';
import { foldEvidencedItems, foldSelfScores } from '../../database/submissionRepository';
import type { Assessment } from '../assessment/assessment';

/** How far a unit's own sheet is filled in; items of requested or granted 缺项 are left out. */
export interface Completeness {
  /** Base items to be filled in. */
  readonly items: number;
  readonly withoutSelfScore: number;
  /** Base items that ask for evidence and have no file. */
  readonly withoutEvidence: number;
}

/** The same by name. */
export interface Missing {
  readonly items: readonly ItemView[];
  readonly selfScore: readonly ItemView[];
  readonly evidence: readonly ItemView[];
}

/** Completeness of every unit of the cycle, from one line per unit. */
export async function readCompleteness(
  db: Kysely<Schema>,
  assessment: Assessment,
): Promise<(unit: UnitView) => Completeness> {
  const missing = await readMissing(db, assessment);
  return (unit) => {
    const { items, selfScore, evidence } = missing(unit);
    return {
      items: items.length,
      withoutSelfScore: selfScore.length,
      withoutEvidence: evidence.length,
    };
  };
}

/** What every unit of the cycle has still to fill in. */
export async function readMissing(
  db: Kysely<Schema>,
  assessment: Assessment,
): Promise<(unit: UnitView) => Missing> {
  const { id } = assessment.cycle;
  const scored = await foldSelfScores(db, id);
  const evidenced = await foldEvidencedItems(db, id);
  const absent = await foldAbsentItems(db, id);
  return (unit) => {
    const filled = idsOf(scored.get(unit.id));
    const shown = idsOf(evidenced.get(unit.id));
    const left = idsOf(absent.get(unit.id));
    const items = assessment
      .itemsOf(unit)
      .filter(({ section, id: itemId }) => section === 'base' && !left.has(itemId));
    return {
      items,
      selfScore: items.filter((item) => !filled.has(item.id)),
      evidence: items.filter((item) => item.evidence.length > 0 && !shown.has(item.id)),
    };
  };
}

const NONE: ReadonlySet<number> = new Set();

const idsOf = (line: string | undefined): ReadonlySet<number> =>
  line ? new Set(line.split(' ').map(Number)) : NONE;

import type { Kysely } from 'kysely';
import { stageOf, type CycleState } from '@shared/domain/cycleState';
import { EXAMPLES, type YearFacts } from '@shared/year/openMatters';
import { listSchemeViews } from '../../database/schemeRepository';
import type { Schema } from '../../database/schema';
import { listSubmissionRows } from '../../database/submissionRepository';
import { countOpenWork, listDeadlines } from '../../database/yearRepository';
import type { Assessment } from '../assessment/assessment';
import { feedbackWindow } from '../review/feedbackWindow';
import { readUnitFigures } from '../totals/unitFigures';
import { localDay } from '../localTime';

interface Named {
  readonly name: string;
}

const NOTHING = { count: 0, examples: [] } as const;

/**
 * What is open before a year enters a stage, counted over the connection given: inside the transaction of the move
 * itself, so that nothing slips in between.
 */
export async function readYearFacts(
  db: Kysely<Schema>,
  assessment: Assessment,
  to: CycleState,
  now: Date,
): Promise<YearFacts> {
  const { cycle, system, units, groups } = assessment;
  const deadlines = await listDeadlines(db, cycle.id);
  const submissions = await listSubmissionRows(db, cycle.id);
  const schemed = new Set((await listSchemeViews(db, cycle.id)).map(({ groupId }) => groupId));
  const stateOf = (unitId: number): string => submissions.get(unitId)?.state ?? '';
  const work = await countOpenWork(db, cycle.id, EXAMPLES);
  return {
    systemPublished: system.summary.status === 'published',
    units: units.length,
    unitsWithoutItems: named(
      units.filter((unit) => !assessment.itemsOf(unit).some(({ section }) => section === 'base')),
    ),
    groupsWithoutScheme: named(groups.filter(({ id, unitCount }) => unitCount > 0 && !schemed.has(id))),
    nextDueOn: deadlines.get(to) ?? '',
    appealsUntil: (await feedbackWindow(db, assessment, now))?.dueOn ?? '',
    today: localDay(now),
    notHandedIn: named(units.filter(({ id }) => !['submitted', 'accepted'].includes(stateOf(id)))),
    notAccepted: named(units.filter(({ id }) => stateOf(id) === 'submitted')),
    unscored: stageOf(to) >= stageOf('feedback') ? await countUnscored(db, assessment) : NOTHING,
    ...work,
    openCaseReviews: (assessment.composite?.caseFiles ?? 0) > 0 ? work.openCaseReviews : NOTHING,
  };
}

/** Base items nobody has scored; examples name units with how many. */
async function countUnscored(
  db: Kysely<Schema>,
  assessment: Assessment,
): Promise<{ count: number; examples: string[] }> {
  const figures = await readUnitFigures(db, assessment);
  const open = assessment.units.flatMap((unit) => {
    const sums = figures.get(unit.id)?.sums;
    const count = sums ? sums.belongingItems - sums.scoredItems - sums.notApplicableItems : 0;
    return count > 0 ? [{ unit, count }] : [];
  });
  return {
    count: open.reduce((sum, { count }) => sum + count, 0),
    examples: open.slice(0, EXAMPLES).map(({ unit, count }) => `${unit.name} ${count} 项`),
  };
}

function named(list: readonly Named[]): { count: number; examples: string[] } {
  return { count: list.length, examples: list.slice(0, EXAMPLES).map(({ name }) => name) };
}

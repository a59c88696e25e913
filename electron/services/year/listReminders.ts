import { stageOf, type CycleState } from '@shared/domain/cycleState';
import { mayDo } from '@shared/domain/role';
import type { AppealReminder, RemindersView, ScorerReminder, UnitReminder } from '@shared/ipc/practice/year';
import { daysLate } from '@shared/year/dates';
import { countMarkingsByScorer } from '../../database/markingRepository';
import { listFiledAppeals, listLatestReturns, listScorerLoads } from '../../database/reminderRepository';
import { listDeadlines } from '../../database/yearRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { answerBy } from '../review/listAppeals';
import type { Workspace } from '../workspace/workspace';
import { isHandedIn, listSubmissions } from './listSubmissions';
import { localDay } from '../localTime';

/**
 * Who is late, or has something open in the stage the year is in, the latest first: units that have not handed in,
 * scorers with items of their assignment unscored, appeals nobody has decided. peers.md 1.2 “who is late”.
 */
export async function listReminders(workspace: Workspace, _request: object = {}): Promise<RemindersView> {
  const assessment = await loadAssessment(workspace);
  const { cycle } = assessment;
  const deadlines = await listDeadlines(workspace.reader, cycle.id);
  const today = localDay(workspace.clock());
  const dueOf = (state: CycleState): string => deadlines.get(state) ?? '';
  const stage = stageOf(cycle.state);
  const handingIn = stage >= stageOf('published') && stage <= stageOf('reviewing');
  const office = mayDo(workspace.actor, 'readAll');
  const scoring = office && stage >= stageOf('published') && stage <= stageOf('reviewing');
  return {
    today,
    stage: cycle.state,
    dueOn: dueOf(cycle.state),
    units: handingIn ? await openUnits(workspace, assessment) : [],
    scorers: scoring ? await openScorers(workspace, assessment, dueOf('reviewing'), today) : [],
    appeals: office ? await openAppeals(workspace, assessment) : [],
  };
}

async function openUnits(workspace: Workspace, assessment: Assessment): Promise<UnitReminder[]> {
  const rows = (await listSubmissions(workspace)).filter(({ state }) => !isHandedIn(state));
  const returns = await listLatestReturns(workspace.reader, assessment.cycle.id);
  return rows
    .map(({ unitId, code, name, group, state, dueOn, daysLate: late, ...counts }) => ({
      ...{ unitId, code, name, group, state, dueOn, daysLate: late },
      withoutSelfScore: counts.withoutSelfScore,
      withoutEvidence: counts.withoutEvidence,
      returned:
        state === 'returned'
          ? (returns.get(unitId) ?? []).map(
              ({ itemId, reason }) => `${assessment.itemById.get(itemId)?.code ?? ''} ${reason}`,
            )
          : [],
    }))
    .sort((a, b) => b.daysLate - a.daysLate);
}

/** Open items of each scorer: those assigned, over the units they belong to, the own unit left out. */
async function openScorers(
  { reader }: Workspace,
  assessment: Assessment,
  dueOn: string,
  today: string,
): Promise<ScorerReminder[]> {
  const loads = await listScorerLoads(reader, assessment.cycle.id);
  if (loads.length === 0) return [];
  const belonging = unitsByItem(assessment);
  const locked = new Map(
    (await countMarkingsByScorer(reader, assessment.cycle.id)).map((each) => [
      `${each.accountId}:${each.itemId}`,
      each.locked,
    ]),
  );
  return loads
    .map(({ accountId, name, unitCode, items }) => {
      const own = assessment.unitByCode.get(unitCode);
      const ownItems = new Set(own ? assessment.itemsOf(own).map(({ id }) => id) : []);
      const assigned = items.reduce(
        (sum, { itemId }) => sum + (belonging.get(itemId) ?? 0) - (ownItems.has(itemId) ? 1 : 0),
        0,
      );
      const done = items.reduce(
        (sum, item) => sum + item.done + (locked.get(`${accountId}:${item.itemId}`) ?? 0),
        0,
      );
      return {
        ...{ accountId, name, dueOn, assigned },
        daysLate: daysLate(dueOn, today),
        unscored: Math.max(0, assigned - done),
      };
    })
    .filter(({ unscored }) => unscored > 0)
    .sort((a, b) => b.unscored - a.unscored);
}

/** To how many units each base item belongs. */
function unitsByItem(assessment: Assessment): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const unit of assessment.units) {
    for (const { id, section } of assessment.itemsOf(unit)) {
      if (section === 'base') counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** What is to be answered by when is the office's own term, not the one units may appeal within. */
async function openAppeals(
  { reader, clock }: Workspace,
  { cycle, unitById, itemById }: Assessment,
): Promise<AppealReminder[]> {
  const now = clock();
  return (await listFiledAppeals(reader, cycle.id)).map(({ appealId, unitId, itemId, filedAt }) => {
    const { dueOn, daysLeft } = answerBy(filedAt, now);
    return {
      ...{ appealId, unitId, itemId, filedAt, dueOn },
      unitName: unitById.get(unitId)?.name ?? '',
      itemCode: itemById.get(itemId)?.code ?? '',
      daysLate: Math.max(0, -daysLeft),
    };
  });
}

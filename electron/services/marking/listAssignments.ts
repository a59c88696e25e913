import { belongsToUnit } from '@shared/domain/unit';
import type { AssignmentsView, ItemAssignment, ScorerView } from '@shared/ipc/practice/marking';
import type { ItemView } from '@shared/ipc/views';
import { findAssignmentProblems, type AssignedItem } from '@shared/marking/assignmentFindings';
import { itemLimit } from '@shared/scoring/worth';
import { listScorerAccounts, type ScorerAccount } from '../../database/assignmentRepository';
import { countMarkingsByItem } from '../../database/markingRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { assignedTo, mayScore } from './readPlaces';

/**
 * 评分分工: who scores which item, how items of several scorers are settled, and what is amiss: gaps and overlaps.
 * Practice page §4.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function listAssignments(workspace: Workspace): Promise<AssignmentsView> {
  assertMay(workspace, 'readAll');
  const assessment = await loadAssessment(workspace);
  const { db } = workspace;
  const accounts = await listScorerAccounts(db);
  const scorers = accounts.filter(mayScore);
  const counts = await countMarkingsByItem(workspace.reader, assessment.cycle.id);
  const { items } = assessment;
  const assigned = new Map(items.map(({ id }) => [id, assignedTo(assessment, accounts, id)]));
  return {
    scorers: scorers.map((account) => scorerView(assessment, account)),
    items: items.map((item) =>
      itemAssignment(assessment, item, assigned.get(item.id) ?? [], counts.get(item.id) ?? 0),
    ),
    findings: findAssignmentProblems(
      items.map((item) => assignedItem(assessment, item, assigned.get(item.id) ?? [])),
      scorers.filter(({ allItems }) => allItems).map(({ unitCode }) => unitCode),
    ),
  };
}

function scorerView({ unitByCode }: Assessment, account: ScorerAccount): ScorerView {
  const { accountId, name, unitCode, roles, allItems } = account;
  return { accountId, name, unitCode, unitName: unitByCode.get(unitCode)?.name ?? '', roles, allItems };
}

function itemAssignment(
  assessment: Assessment,
  item: ItemView,
  scorers: readonly ScorerAccount[],
  markings: number,
): ItemAssignment {
  return {
    itemId: item.id,
    code: item.code,
    name: item.name,
    leadScorer: item.leadScorer,
    points: itemLimit(item),
    section: item.section,
    accountIds: scorers.map(({ accountId }) => accountId),
    setting: assessment.markingOf(item.id) ?? null,
    markings,
  };
}

function assignedItem(
  assessment: Assessment,
  item: ItemView,
  scorers: readonly ScorerAccount[],
): AssignedItem {
  const units = assessment.units.filter((unit) => belongsToUnit(item, unit));
  return {
    itemId: item.id,
    scorers: scorers.map(({ unitCode }) => unitCode),
    method: assessment.markingOf(item.id)?.method ?? null,
    units: new Set(units.map(({ code }) => code)),
  };
}

import { accountsOfLead } from '@shared/marking/leadScorers';
import { scorerCannotScore } from '@shared/errors/marking';
import type { Request } from '@shared/ipc/contract';
import type { ItemView } from '@shared/ipc/views';
import { changeScorers, listScorerAccounts, type ScorerAccount } from '../../database/assignmentRepository';
import { assertMay } from '../access/assertMay';
import { assertScoringOpen } from '../access/assertMayScore';
import { forgetAssessment, loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireItem } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assignedTo, mayScore } from './readPlaces';
import { settleReadyIn } from './settleReady';

type Change = Request<'marking:assign'>['items'][number];

/**
 * Makes these people the scorers of items, and nobody else who may score; somebody disabled keeps the assignment for the
 * day they come back. Locked markings of somebody taken off stay and count; where everybody left has locked, the rule
 * settles the score. Practice page §4.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, ITEM_NOT_FOUND, SCORER_CANNOT_SCORE
 */
export async function assignScorers(workspace: Workspace, changes: readonly Change[]): Promise<void> {
  const { assessment, accounts } = await openForAssigning(workspace);
  const checked = changes.map(({ itemId, accountIds }) => ({
    item: requireItem(assessment, itemId),
    accounts: [...new Set(accountIds)].map((id) => requireScorer(accounts, id)),
  }));
  await store(workspace, assessment, accounts, checked);
}

/**
 * 按牵头评分单位分配: gives every item to the people of the unit it names as 牵头评分单位. Takes nobody away.
 *
 * @returns how many assignments are new, and codes of items whose lead unit has nobody who may score.
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS
 */
export async function assignByLead(
  workspace: Workspace,
): Promise<{ readonly added: number; readonly unmatched: readonly string[] }> {
  const { assessment, accounts } = await openForAssigning(workspace);
  const candidates = accounts.filter(mayScore).map(({ accountId, unitCode }) => {
    const unit = assessment.unitByCode.get(unitCode);
    return { accountId, unitName: unit?.name ?? '', unitShortName: unit?.shortName ?? '' };
  });
  const unmatched: string[] = [];
  let added = 0;
  const changes = assessment.items.flatMap((item): Assigning[] => {
    const lead = accountsOfLead(item.leadScorer, candidates);
    if (lead.length === 0) unmatched.push(item.code);
    const before = assignedTo(assessment, accounts, item.id);
    const fresh = accounts.filter((account) => lead.includes(account.accountId) && !before.includes(account));
    added += fresh.length;
    return fresh.length === 0 ? [] : [{ item, accounts: [...before, ...fresh] }];
  });
  await store(workspace, assessment, accounts, changes);
  return { added, unmatched };
}

interface Assigning {
  readonly item: ItemView;
  readonly accounts: readonly ScorerAccount[];
}

async function openForAssigning(
  workspace: Workspace,
): Promise<{ readonly assessment: Assessment; readonly accounts: readonly ScorerAccount[] }> {
  assertWritable(workspace);
  assertMay(workspace, 'managePeople');
  const assessment = await loadAssessment(workspace);
  assertScoringOpen(assessment.cycle.state);
  return { assessment, accounts: await listScorerAccounts(workspace.db) };
}

function requireScorer(accounts: readonly ScorerAccount[], accountId: number): ScorerAccount {
  const account = accounts.find((each) => each.accountId === accountId);
  if (!account || !mayScore(account)) throw scorerCannotScore({ name: account?.name ?? `#${accountId}` });
  return account;
}

async function store(
  workspace: Workspace,
  assessment: Assessment,
  accounts: readonly ScorerAccount[],
  changes: readonly Assigning[],
): Promise<void> {
  if (changes.length === 0) return;
  await inTransaction(workspace, async (trx, now, audit) => {
    for (const { item, accounts: next } of changes) {
      const standing = assignedTo(assessment, accounts, item.id);
      await changeScorers(trx, assessment.cycle.id, item.id, {
        added: idsOf(next).filter((id) => !assessment.isAssigned(item.id, id)),
        removed: idsOf(standing.filter((account) => !next.includes(account))),
      });
      const [before, after] = [standing.map(({ name }) => name), next.map(({ name }) => name)];
      await audit({
        action: 'marking.assign',
        subject: `${item.code} ${item.name}`,
        itemId: item.id,
        before,
        after,
      });
    }
    const items = changes.map(({ item }) => item);
    const scope = { units: assessment.units, items };
    await settleReadyIn(trx, assignedAs(assessment, changes), workspace.actor, scope, now, audit);
  });
  forgetAssessment(workspace);
}

const idsOf = (accounts: readonly ScorerAccount[]): number[] => accounts.map(({ accountId }) => accountId);

/** The assessment as it will be once the changes stand. */
function assignedAs(assessment: Assessment, changes: readonly Assigning[]): Assessment {
  const changed = new Map(
    changes.map(({ item, accounts }) => [item.id, new Set(accounts.map(({ accountId }) => accountId))]),
  );
  return {
    ...assessment,
    isAssigned: (itemId, accountId) =>
      changed.get(itemId)?.has(accountId) ?? assessment.isAssigned(itemId, accountId),
  };
}

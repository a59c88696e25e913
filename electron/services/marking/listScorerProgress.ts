import { mayDo } from '@shared/domain/role';
import { belongsToUnit } from '@shared/domain/unit';
import type { ScorerProgress } from '@shared/ipc/practice/marking';
import type { ItemView } from '@shared/ipc/views';
import { listScorerAccounts, type ScorerAccount } from '../../database/assignmentRepository';
import { countMarkingsByScorer, type MarkedCount } from '../../database/markingRepository';
import { countDoneScores, type DoneScores } from '../../database/scorerProgressRepository';
import { assertSignedIn } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { mayScore } from './readPlaces';

/**
 * How far each scorer with assigned items is: units × assigned items, less the own unit and what does not apply; what is
 * settled or an approved 缺项 is done. Who may not see every unit sees the own line only.
 *
 * @throws {AppError} NOT_SIGNED_IN
 */
export async function listScorerProgress(workspace: Workspace): Promise<readonly ScorerProgress[]> {
  const { actor } = workspace;
  assertSignedIn(workspace);
  const assessment = await loadAssessment(workspace);
  const accounts = (await listScorerAccounts(workspace.reader)).filter(mayScore);
  const shown = mayDo(actor, 'readAll')
    ? accounts
    : accounts.filter(({ accountId }) => accountId === actor.accountId);
  const unitCodes = [...new Set(shown.map(({ unitCode }) => unitCode))];
  const ownUnits = unitCodes.flatMap((code) => assessment.unitByCode.get(code)?.id ?? []);
  const done = await countDoneScores(workspace.reader, assessment.cycle.id, ownUnits);
  const marked = new Map(
    (await countMarkingsByScorer(workspace.reader, assessment.cycle.id)).map((each) => [
      keyOf(each.accountId, each.itemId),
      each,
    ]),
  );
  const unitCounts = new Map(assessment.items.map((item) => [item.id, countUnits(assessment, item)]));
  return shown
    .map((account) => progressOf(assessment, account, unitCounts, done, marked))
    .filter(({ items }) => items > 0);
}

function progressOf(
  assessment: Assessment,
  account: ScorerAccount,
  unitCounts: ReadonlyMap<number, number>,
  done: DoneScores,
  marked: ReadonlyMap<string, MarkedCount>,
): ScorerProgress {
  const items = assessment.items.filter(({ id }) => assessment.isAssigned(id, account.accountId));
  const own = assessment.unitByCode.get(account.unitCode);
  const line = { places: 0, scored: 0, severalPlaces: 0, locked: 0 };
  for (const item of items) {
    const recused = own && belongsToUnit(item, own) ? 1 : 0;
    const units = (unitCounts.get(item.id) ?? 0) - recused;
    const marks = marked.get(keyOf(account.accountId, item.id));
    line.places += units;
    if (assessment.markingOf(item.id)) {
      line.severalPlaces += units;
      line.scored += marks?.scored ?? 0;
      line.locked += marks?.locked ?? 0;
    } else {
      const all = done.byItem.get(item.id) ?? 0;
      line.scored += all - (own && done.byUnit.get(own.id)?.has(item.id) ? 1 : 0);
    }
  }
  return {
    accountId: account.accountId,
    name: account.name,
    unitName: own?.name ?? '',
    items: items.length,
    ...line,
  };
}

const keyOf = (accountId: number, itemId: number): string => `${accountId}:${itemId}`;

const countUnits = ({ units }: Assessment, item: ItemView): number =>
  units.filter((unit) => belongsToUnit(item, unit)).length;

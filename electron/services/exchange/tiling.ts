import type { CoverageCount, CoverageRow, CoverageView } from '@shared/ipc/practice/exchange';
import { findTiling, type TilingCount, type TilingSheet, type UntiledPlace } from '@shared/exchange/tiling';
import { listScorerAccounts, type ScorerAccount } from '../../database/assignmentRepository';
import { listApprovedAbsences } from '../../database/settlementRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { assignedTo, mayScore } from '../marking/readPlaces';
import type { Workspace } from '../workspace/workspace';
import { listHandouts } from './handedOut';

/** Places named; how many there are is told all the same. */
const NAMED = 2_000;

/**
 * 分工覆盖: how the 评分包 that left tile the score sheet, places handed to nobody and places of one scorer handed to
 * several, in all and by unit and item.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function getCoverage(workspace: Workspace): Promise<CoverageView> {
  assertMay(workspace, 'readAll');
  const assessment = await loadAssessment(workspace);
  const { units, items, unitById, itemById } = assessment;
  const { places, gaps, overlaps, byUnit, byItem, first } = findTiling(
    await readSheet(workspace, assessment),
    NAMED,
  );
  return {
    ...{ places, gaps, overlaps },
    covered: places - gaps - overlaps,
    units: units.flatMap(({ id, code, name }) => countOf(byUnit.get(id), { id, code, name })),
    items: items.flatMap(({ id, code, name }) => countOf(byItem.get(id), { id, code, name })),
    rows: first.flatMap((place) => rowOf(place, { unitById, itemById })),
  };
}

async function readSheet({ reader }: Workspace, assessment: Assessment): Promise<TilingSheet> {
  const { units, items, unitByCode, itemByCode, itemsOf, markingOf } = assessment;
  const accounts = await listScorerAccounts(reader);
  const unitCodeOf = new Map(accounts.map(({ uid, unitCode }) => [uid, unitCode]));
  const nameOf = new Map(accounts.map(({ uid, name }) => [uid, name]));
  const unitIds = units.map(({ id }) => id);
  const exempt = new Set((await listApprovedAbsences(reader, unitIds)).map(keyOf));
  return {
    units: units.map((unit) => ({
      id: unit.id,
      code: unit.code,
      itemIds: itemsOf(unit)
        .map(({ id }) => id)
        .filter((itemId) => !exempt.has(keyOf({ unitId: unit.id, itemId }))),
    })),
    items: items.map(({ id }) => ({
      id,
      several: markingOf(id) ? assignedTo(assessment, accounts, id) : null,
    })),
    handouts: (await listHandouts(reader, assessment)).map(({ scorer, unitCodes, itemCodes }) => ({
      scorer: {
        uid: scorer.uid,
        name: nameOf.get(scorer.uid) ?? scorer.name,
        unitCode: unitCodeOf.get(scorer.uid) ?? '',
      },
      unitIds: unitCodes.flatMap((code) => unitByCode.get(code)?.id ?? []),
      // What was taken from the scorer since is handed out no more: nothing of it is taken in any longer.
      itemIds: itemCodes
        .flatMap((code) => itemByCode.get(code)?.id ?? [])
        .filter((itemId) => mayStillScore(accounts, assessment, scorer.uid, itemId)),
    })),
  };
}

/** Whether an account scores an item now; one that is not here is not judged. */
function mayStillScore(
  accounts: readonly ScorerAccount[],
  { isAssigned }: Pick<Assessment, 'isAssigned'>,
  uid: string,
  itemId: number,
): boolean {
  const account = accounts.find((each) => each.uid === uid);
  if (!account) return true;
  const every = account.allItems || account.roles.includes('officeAdmin');
  return mayScore(account) && (every || isAssigned(itemId, account.accountId));
}

const keyOf = ({ unitId, itemId }: { readonly unitId: number; readonly itemId: number }): string =>
  `${unitId}:${itemId}`;

function countOf(
  count: TilingCount | undefined,
  named: Pick<CoverageCount, 'id' | 'code' | 'name'>,
): CoverageCount | [] {
  return count ? { ...named, ...count } : [];
}

function rowOf(
  { unitId, itemId, scorers, missing }: UntiledPlace,
  { unitById, itemById }: Pick<Assessment, 'unitById' | 'itemById'>,
): CoverageRow | [] {
  const unit = unitById.get(unitId);
  const item = itemById.get(itemId);
  if (!unit || !item) return [];
  return {
    ...{ unitId, unitCode: unit.code, unitName: unit.name },
    ...{ itemId, itemCode: item.code, itemName: item.name },
    ...{ scorers, missing },
  };
}

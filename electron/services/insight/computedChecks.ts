import { formatPoints, parsePoints } from '@shared/domain/points';
import type { CheckKind } from '@shared/insight/checkKinds';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import {
  findHighSelfScores,
  findUnequalReasons,
  listDoubleDeductions,
  listUnfinishedEntries,
  type CheckScope,
  type StoredCheck,
} from '../../database/checkRepository';
import { listUnscoredParts } from '../../database/unscoredRepository';
import type { Assessment } from '../assessment/assessment';
import { computeCycle } from '../totals/computeCycle';
import type { Workspace } from '../workspace/workspace';
import { found, type Found, type FoundPlace } from './finding';

/** Checks the database only prepares: the engine or the incidents say the rest. */
export type ComputedCheck = Exclude<CheckKind, StoredCheck>;

/** Rows looked at: a workspace with more wrong entries than that is past reading them one by one. */
const MOST_CANDIDATES = 5_000;

type Find = (
  workspace: Workspace,
  assessment: Assessment,
  scope: CheckScope,
) => Promise<readonly FoundPlace[]>;

/** All findings of a computed check, in list order. */
export async function findComputed(
  workspace: Workspace,
  assessment: Assessment,
  scope: CheckScope,
  kind: ComputedCheck,
): Promise<readonly Found[]> {
  if (kind === 'unscored') return findUnscored(workspace, assessment, scope);
  const places = await FIND[kind](workspace, assessment, scope);
  return places.flatMap((place) => found(assessment, kind, place) ?? []);
}

const FIND: Readonly<Record<Exclude<ComputedCheck, 'unscored'>, Find>> = {
  invalidEntry: async ({ reader }, { itemById, cycle }, scope) =>
    (await listUnfinishedEntries(reader, scope, MOST_CANDIDATES)).flatMap((row): FoundPlace[] => {
      const item = itemById.get(row.itemId);
      const [problem] = item ? evaluateItem(item, row.entry, cycle.year).problems : [];
      return problem ? [{ ...row, state: String(row.revision), detail: problem.message }] : [];
    }),

  selfAbovePoints: async ({ reader }, _assessment, scope) =>
    (await findHighSelfScores(reader, scope, MOST_CANDIDATES)).flatMap((row): FoundPlace[] => {
      const self = parsePoints(row.points);
      if (self === null || self <= row.itemPoints) return [];
      const detail = `自评 ${formatPoints(self)}，分值 ${formatPoints(row.itemPoints)}`;
      return [{ unitId: row.unitId, itemId: row.itemId, state: row.points, detail }];
    }),

  sameReasonDifferentPoints: async ({ reader }, { items }, scope) => {
    const places: FoundPlace[] = [];
    for (const item of items) {
      if (scope.itemIds && !scope.itemIds.includes(item.id)) continue;
      const judged = item.rules.some(({ kind }) => kind === 'manual');
      // Item by item, so that nobody waits long for the connection.
      for (const row of await findUnequalReasons(reader, scope, item.id, judged)) {
        const span = `${formatPoints(row.lowest)} 至 ${formatPoints(row.highest)}`;
        const detail = `“${row.reason}”：${row.units} 个单位得 ${span}`;
        const subject = row.reason.slice(0, 500);
        places.push({ unitId: row.unitId, itemId: item.id, subject, state: row.state, detail });
      }
    }
    return places;
  },

  doubleDeduction: async ({ reader }, { itemById }, scope) =>
    (await listDoubleDeductions(reader, scope)).map((row): FoundPlace => {
      const codes = row.itemIds.map((itemId) => itemById.get(itemId)?.code ?? '').join('、');
      const notes = row.notes.filter((note) => note !== '').join('；');
      return {
        unitId: row.unitId,
        itemId: row.itemIds.at(-1) ?? null,
        subject: row.uid,
        state: row.itemIds.join(' '),
        detail: `“${row.title}”在 ${codes} 都扣分${notes ? `；说明：${notes}` : ''}`,
      };
    }),
};

/** Applicable base items without a score, gathered by unit and part: a place to go to, not thousands of lines. */
async function findUnscored(
  workspace: Workspace,
  assessment: Assessment,
  scope: CheckScope,
): Promise<readonly Found[]> {
  const waiting = scope.itemIds
    ? await waitingOfItems(workspace, assessment, scope)
    : await waitingOfAll(workspace, assessment, scope);
  return waiting.flatMap(({ unitId, part, count }): Found[] => {
    const detail = `${part.name}：${count} 项未评`;
    const finding = found(assessment, 'unscored', { unitId, itemId: null, detail });
    return finding ? [{ ...finding, partCode: part.code, itemName: part.name }] : [];
  });
}

interface Waiting {
  readonly unitId: number;
  readonly part: { readonly code: string; readonly name: string };
  readonly count: number;
}

/** Counted along with the totals, which are at hand. */
async function waitingOfAll(
  workspace: Workspace,
  assessment: Assessment,
  { groupId, exceptUnit }: CheckScope,
): Promise<readonly Waiting[]> {
  const { units, parts } = await computeCycle(workspace);
  const group = assessment.groups.find(({ id }) => id === groupId)?.name;
  return units.flatMap((unit) =>
    (group !== undefined && unit.group !== group) || unit.code === exceptUnit
      ? []
      : unit.parts.flatMap(({ unscored }, index): Waiting[] => {
          const part = parts[index];
          return unscored === 0 || !part ? [] : [{ unitId: unit.id, part, count: unscored }];
        }),
  );
}

/** A scorer's own items only: what others have left open is not theirs. */
async function waitingOfItems(
  { reader }: Workspace,
  { itemById }: Assessment,
  scope: CheckScope,
): Promise<readonly Waiting[]> {
  return (await listUnscoredParts(reader, scope)).flatMap(({ unitId, itemId, count }): Waiting[] => {
    const item = itemById.get(itemId);
    return item ? [{ unitId, part: { code: item.level1Code, name: item.level1Name }, count }] : [];
  });
}

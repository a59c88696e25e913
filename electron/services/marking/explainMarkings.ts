import type { Kysely } from 'kysely';
import { formatPoints } from '@shared/domain/points';
import type { Actor } from '@shared/domain/role';
import type { ExplanationStep } from '@shared/domain/score';
import type { ScorerMark } from '@shared/ipc/practice/marking';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { markedText } from '@shared/marking/exactMark';
import { MARKING_METHOD_NAMES } from '@shared/marking/method';
import { formatInputs } from '@shared/tables/inputText';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { localTime } from '../localTime';
import { readPlaces, type MarkingPlace } from './readPlaces';
import { marksOf, seesAll } from './sheetMarking';

/**
 * How the items of a unit that several people score came to their score: every scorer's figure with inputs, reason and
 * time, and who or what settled it. By item id; what the viewer may not see yet is left out.
 */
export async function explainMarkings(
  db: Kysely<Schema>,
  assessment: Assessment,
  unit: UnitView,
  items: readonly ItemView[],
  viewer: Pick<Actor, 'accountId' | 'roles'>,
): Promise<ReadonlyMap<number, readonly ExplanationStep[]>> {
  const places = await readPlaces(db, assessment, { units: [unit], items });
  return new Map(places.map((place) => [place.item.id, [explainPlace(place, viewer)]]));
}

function explainPlace(place: MarkingPlace, viewer: Pick<Actor, 'accountId' | 'roles'>): ExplanationStep {
  const { setting, settlement, item } = place;
  const marks = marksOf(place, viewer).map((mark) => explainMark(item, mark));
  const method = `多人评分，${MARKING_METHOD_NAMES[setting.method]}${setting.blind ? '，背靠背' : ''}`;
  if (!settlement) return { text: `${method}：还没有认定`, children: marks };
  const { person, at, spread, reason } = settlement;
  const decided = settlement.method === 'decided';
  const who = decided ? `由 ${person} 认定，理由：${reason}` : '评分人都锁定后按办法得出';
  const figures = seesAll(place, viewer) ? `，分差 ${formatPoints(spread)}` : '';
  return { text: `${method}${figures}：${who}，${localTime(at)}`, children: marks };
}

function explainMark(item: ItemView, { scorer, begun, lockedAt, shown }: ScorerMark): ExplanationStep {
  if (!begun) return { text: `${scorer}：未评` };
  if (!shown) return { text: `${scorer}：${lockedAt === null ? '评分中，未锁定' : '已锁定'}` };
  const inputs = formatInputs(item, shown.entry.inputs);
  const reason = shown.entry.reason.trim();
  const children = [
    ...(inputs === '' ? [] : [{ text: `评分输入：${inputs}` }]),
    ...(reason === '' ? [] : [{ text: `理由：${reason}` }]),
  ];
  const lock = lockedAt === null ? '未锁定' : `${localTime(lockedAt)} 锁定`;
  return { text: `${scorer}：${figure(shown)}（${lock}）`, children };
}

function figure({ status, points, exact }: NonNullable<ScorerMark['shown']>): string {
  if (status === 'notApplicable') return '不适用';
  return points === null ? '未评完' : markedText(points, exact);
}

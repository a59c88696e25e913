import { formatPoints } from '@shared/domain/points';
import { EMPTY_ENTRY, type ItemResult, type ScoreEntry } from '@shared/domain/score';
import type { PlaceView } from '@shared/ipc/practice/marking';
import type { ItemView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';

/**
 * What the form of 认定 starts with: somebody's figure that was adopted, else what the method proposes. A figure is
 * decided as points, whatever inputs it came from; only 否决 keeps its inputs.
 */
export function firstDraft(
  item: ItemView,
  { row, section }: Pick<PlaceView, 'row' | 'section'>,
  adopted: ScoreEntry | null,
  cycleYear: number,
): ScoreEntry {
  if (adopted?.notApplicable) return { ...EMPTY_ENTRY, notApplicable: true };
  if (section === 'veto') return { ...EMPTY_ENTRY, inputs: adopted?.inputs ?? [] };
  const points = adopted ? pointsOf(evaluateItem(item, adopted, cycleYear)) : row.proposed;
  return { ...EMPTY_ENTRY, points: points === null ? '' : formatPoints(points) };
}

const pointsOf = (result: ItemResult): number | null => (result.status === 'scored' ? result.points : null);

/** What is wrong with a draft, or '' where it can be decided; without its reason, which the form asks for itself. */
export function draftProblem(item: ItemView, draft: ScoreEntry, cycleYear: number): string {
  const reasoned = { ...draft, reason: draft.reason.trim() === '' ? '待填' : draft.reason };
  const { problems } = evaluateItem(item, reasoned, cycleYear, true);
  // The documents of the originals are taken over with the decision.
  return problems.find(({ field }) => field !== '文号' || item.section === 'veto')?.message ?? '';
}

export function isComplete(draft: ScoreEntry): boolean {
  const inputs = draft.inputs.some((record) => Object.values(record).some((text) => text.trim() !== ''));
  return draft.notApplicable || draft.points.trim() !== '' || inputs;
}

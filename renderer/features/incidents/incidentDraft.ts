import { deductingUnits, findDoubleDeductions } from '@shared/insight/doubleDeduction';
import type { IncidentView } from '@shared/ipc/practice/insight';

/** A place as it is edited: the unit or item may not be chosen yet. */
export interface DraftPlace {
  readonly key: string;
  readonly unitId: number | undefined;
  readonly itemId: number | undefined;
  readonly deducts: boolean;
  readonly note: string;
}

/** An incident as it is edited. Dates ISO, '' for none; the year as typed. */
export interface IncidentDraft {
  readonly id: number | null;
  readonly title: string;
  readonly eventDate: string;
  readonly documentDate: string;
  readonly documentNumber: string;
  readonly countedYear: number | null;
  readonly note: string;
  readonly places: readonly DraftPlace[];
}

export interface ChosenPlace {
  readonly unitId: number;
  readonly itemId: number;
  readonly deducts: boolean;
  readonly note: string;
}

/** An incident about to be written down, at a place where there is one. */
export function newIncident(
  year: number,
  place?: { readonly unitId: number; readonly itemId: number },
): IncidentDraft {
  return {
    ...{ id: null, title: '', eventDate: '', documentDate: '', documentNumber: '', note: '' },
    countedYear: year,
    places: place ? [{ key: 'first', ...place, deducts: true, note: '' }] : [],
  };
}

export function draftOf({
  uid: _u,
  warnings: _w,
  person: _p,
  at: _a,
  places,
  ...facts
}: IncidentView): IncidentDraft {
  return {
    ...facts,
    places: places.map(({ unitId, itemId, deducts, note }) => ({
      key: `${unitId} ${itemId}`,
      ...{ unitId, itemId, deducts, note },
    })),
  };
}

/** Places that are chosen in full. */
export function chosenPlaces({ places }: Pick<IncidentDraft, 'places'>): readonly ChosenPlace[] {
  return places.flatMap(({ unitId, itemId, deducts, note }) =>
    unitId === undefined || itemId === undefined ? [] : [{ unitId, itemId, deducts, note }],
  );
}

/** What still has to be filled in or explained before it can be saved; '' where nothing. */
export function missingIn(draft: IncidentDraft): string {
  const chosen = chosenPlaces(draft);
  if (draft.title.trim() === '') return '请写事件名称';
  if (draft.countedYear === null) return '请写计入年度';
  if (chosen.length < draft.places.length) return '请选全每一处的单位和指标，或移除空行';
  const distinct = new Set(chosen.map(({ unitId, itemId }) => `${unitId} ${itemId}`));
  if (distinct.size < chosen.length) return '同一单位的同一指标关联了两次';
  const bare = findDoubleDeductions(chosen).some(({ explained }) => !explained);
  return bare ? '同一事实在多个指标扣分：只留一处扣分，或在其余各处写明说明' : '';
}

/** What to look at although it can be saved. */
export function warningsIn(draft: IncidentDraft, cycleYear: number): readonly string[] {
  const chosen = chosenPlaces(draft);
  const warnings: string[] = [];
  if (findDoubleDeductions(chosen).length > 0) warnings.push('同一事实在多个指标扣分，请核对说明是否成立');
  if (draft.countedYear !== null && draft.countedYear !== cycleYear) {
    warnings.push(`计入年度不是本年度 ${cycleYear} 年：案件按文书生效的年度计入`);
  }
  if (deductingUnits(chosen).length > 1) warnings.push('在几个单位都扣分：共同责任只归一个单位');
  return warnings;
}

import type { Unit } from '@shared/domain/unit';
import type { UnitView } from '@shared/ipc/views';

/** A unit while it is typed. */
export interface UnitDraft {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly group: string;
  readonly tags: readonly string[];
  readonly position: number;
}

/** A draft of a new unit after the last one, in the group most recently seen. */
export function newUnitDraft(units: readonly UnitView[]): UnitDraft {
  const last = units.at(-1);
  const position = units.reduce((max, unit) => Math.max(max, unit.position), 0) + 1;
  return { code: '', name: '', shortName: '', group: last?.group ?? '', tags: [], position };
}

export type UnitDraftProblems = Partial<Record<keyof UnitDraft, string>>;

/**
 * What keeps a draft from being saved, by field.
 * @param ownId id of the unit being edited; null for a new one.
 */
export function unitDraftProblems(
  draft: UnitDraft,
  units: readonly UnitView[],
  ownId: number | null,
): UnitDraftProblems {
  const code = draft.code.trim();
  const twin = units.find((unit) => unit.code === code && unit.id !== ownId);
  return {
    ...(code === '' ? { code: '请填写单位编码' } : {}),
    ...(twin ? { code: `编码 ${code} 已用于${twin.name}` } : {}),
    ...(draft.name.trim() === '' ? { name: '请填写单位名称' } : {}),
    ...(draft.group.trim() === '' ? { group: '请选择或填写单位类别' } : {}),
  };
}

/** The unit to save; a missing short name becomes the name. */
export function draftToUnit(draft: UnitDraft): Unit {
  const name = draft.name.trim();
  return {
    code: draft.code.trim(),
    name,
    shortName: draft.shortName.trim() || name.slice(0, 60),
    group: draft.group.trim(),
    tags: [...new Set(draft.tags.map((tag) => tag.trim()).filter(Boolean))],
    position: draft.position,
  };
}

import { isSameName } from '../domain/sameName';

/** Who could be a lead unit's scorer. */
export interface LeadCandidate {
  readonly accountId: number;
  /** Name and short name of the unit the person belongs to; '' for none. */
  readonly unitName: string;
  readonly unitShortName: string;
}

/** The units a 牵头评分单位 text names: 区司法局、区委依法治区办. */
export function leadUnits(leadScorer: string): readonly string[] {
  return leadScorer
    .split(/[、，,；;／/\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** People whose unit an item names as its 牵头评分单位, by name or short name. */
export function accountsOfLead(leadScorer: string, candidates: readonly LeadCandidate[]): readonly number[] {
  const units = leadUnits(leadScorer);
  return candidates
    .filter(({ unitName, unitShortName }) =>
      units.some((unit) => [unitName, unitShortName].some((name) => name !== '' && isSameName(unit, name))),
    )
    .map(({ accountId }) => accountId);
}

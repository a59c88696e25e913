import type { AuditEntryView } from '@shared/ipc/practice/audit';
import type { Place, ScreenId } from '../../shell/navigation';

const SCREENS: Readonly<Record<string, ScreenId>> = {
  score: 'scoring',
  marking: 'scoring',
  evidence: 'scoring',
  incident: 'scoring',
  reason: 'scoring',
  self: 'selfEvaluation',
  submission: 'reviews',
  notApplicable: 'reviews',
  siteCheck: 'reviews',
  appeal: 'reviews',
  feedback: 'reviews',
  caseFile: 'caseFiles',
  caseList: 'caseFiles',
  caseDraw: 'caseFiles',
  caseReview: 'caseFiles',
  unit: 'units',
  system: 'indicatorSystem',
  scheme: 'comprehensive',
  problem: 'rectification',
  interview: 'rectification',
};

/** Needs a unit of this year to lead anywhere. */
const OF_A_UNIT: readonly ScreenId[] = ['scoring', 'selfEvaluation'];

/** Where an entry was made; null where there is no such place any more. */
export function auditPlace(
  { action, unitId, itemId }: Pick<AuditEntryView, 'action' | 'unitId' | 'itemId'>,
  isUnitOfYear: (unitId: number) => boolean,
): Place | null {
  const screen = SCREENS[action.split('.')[0] ?? ''];
  if (!screen) return null;
  const known = unitId !== null && isUnitOfYear(unitId);
  if (OF_A_UNIT.includes(screen) && !known) return null;
  return {
    screen,
    ...(known ? { unitId } : {}),
    ...(known && itemId !== null ? { itemId } : {}),
  };
}

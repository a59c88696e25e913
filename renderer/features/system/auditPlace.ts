import type { Action } from '@shared/domain/role';
import type { AuditEntryView } from '@shared/ipc/practice/audit';
import type { Place } from '../../shell/navigation';

interface Area extends Pick<Place, 'screen' | 'tab'> {
  /** Leads anywhere only with a unit of this year. */
  readonly ofUnit?: boolean;
  /** What one must be allowed to see it; left out: whoever reads the trail does. */
  readonly needs?: Action;
}

const SCORING: Area = { screen: 'scoring', ofUnit: true };
const ASSIGNMENTS: Area = { screen: 'system', tab: 'assignments' };
const TEMPLATES: Area = { screen: 'caseFiles', tab: 'templates' };
const APPROVED: Area = { screen: 'comprehensive', tab: 'approved' };

/** Places by the first part of an action's name, or by its whole name where that differs. */
const AREAS: Readonly<Record<string, Area>> = {
  account: { screen: 'system', tab: 'people', needs: 'managePeople' },
  appeal: { screen: 'reviews', tab: 'appeals' },
  caseDraw: { screen: 'caseFiles', tab: 'draw' },
  caseList: { screen: 'caseFiles', tab: 'list' },
  caseResult: { screen: 'caseFiles', tab: 'results' },
  caseReview: { screen: 'caseFiles', tab: 'review' },
  caseSettings: TEMPLATES,
  caseTemplate: TEMPLATES,
  check: { screen: 'reviews', tab: 'checks' },
  correction: APPROVED,
  cycle: { screen: 'system', tab: 'year' },
  evidence: SCORING,
  feedback: { screen: 'reviews', tab: 'feedback' },
  incident: { screen: 'reviews', tab: 'incidents' },
  interview: { screen: 'rectification', tab: 'interviews' },
  marking: SCORING,
  'marking.assign': ASSIGNMENTS,
  'marking.method': ASSIGNMENTS,
  notApplicable: { screen: 'reviews', tab: 'notApplicable' },
  package: { screen: 'exchange', tab: 'ledger' },
  problem: { screen: 'rectification', tab: 'ledger' },
  reason: { screen: 'reviews', tab: 'reasons', needs: 'score' },
  result: APPROVED,
  scheme: { screen: 'comprehensive', tab: 'comprehensive' },
  score: SCORING,
  self: { screen: 'selfEvaluation', ofUnit: true },
  siteCheck: { screen: 'reviews', tab: 'siteChecks' },
  submission: { screen: 'reviews', tab: 'submissions' },
  survey: { screen: 'comprehensive', tab: 'survey' },
  system: { screen: 'indicatorSystem' },
  unit: { screen: 'units' },
  workspace: { screen: 'system', tab: 'workspace' },
};

/** Where an entry was made; null where there is no such place any more, or not for this person. */
export function auditPlace(
  { action, unitId, itemId }: Pick<AuditEntryView, 'action' | 'unitId' | 'itemId'>,
  isUnitOfYear: (unitId: number) => boolean,
  actions: readonly Action[],
): Place | null {
  const area = AREAS[action] ?? AREAS[action.split('.')[0] ?? ''];
  if (!area) return null;
  const { screen, tab, ofUnit = false, needs } = area;
  if (needs && !actions.includes(needs)) return null;
  const known = unitId !== null && isUnitOfYear(unitId);
  if (ofUnit && !known) return null;
  return {
    screen,
    ...(tab === undefined ? {} : { tab }),
    ...(known ? { unitId } : {}),
    ...(known && itemId !== null ? { itemId } : {}),
  };
}

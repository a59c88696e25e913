import { deductingUnits, findDoubleDeductions, type LinkedPlace } from '@shared/insight/doubleDeduction';
import type { IncidentPlaceView, IncidentView } from '@shared/ipc/practice/insight';
import type { StoredIncident, StoredIncidentPlace } from '../../database/incidentRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { hiddenUnit, visibleItems } from './visibleItems';

/**
 * An incident with names and warnings. Places that left the cycle while it was a draft are left out; the score of a place
 * whoever looks may not see is.
 */
export function incidentView(
  workspace: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  incident: StoredIncident,
  stored: readonly StoredIncidentPlace[],
): IncidentView {
  const visible = visibleItems(workspace, assessment);
  const hidden = hiddenUnit(workspace);
  const places = stored.flatMap(({ incidentId: _incidentId, ...place }): IncidentPlaceView[] => {
    const unit = assessment.unitById.get(place.unitId);
    const item = assessment.itemById.get(place.itemId);
    if (!unit || !item) return [];
    const seen = unit.code !== hidden && (visible === null || visible.includes(item.id));
    const names = { unitName: unit.name, itemCode: item.code, itemName: item.name, points: item.points };
    return [{ ...place, ...names, score: seen ? place.score : null, hidden: !seen }];
  });
  return { ...incident, places, warnings: incidentWarnings(assessment, incident.countedYear, places) };
}

/** What to look at before a fact is used: deducted twice, counted in another year, more than one unit. Practice page §6.7, §6.8. */
export function incidentWarnings(
  { cycle, unitById, itemById }: Assessment,
  countedYear: number,
  places: readonly LinkedPlace[],
): readonly string[] {
  const warnings = findDoubleDeductions(places).map(({ unitId, places: twice, explained }) => {
    const codes = twice.map(({ itemId }) => itemById.get(itemId)?.code ?? '').join('、');
    const note = explained ? '已写明说明' : '没有说明';
    return `同一事实在多个指标扣分：“${unitById.get(unitId)?.name ?? ''}”的 ${codes}（${note}）`;
  });
  if (countedYear !== cycle.year) {
    warnings.push(`计入年度是 ${countedYear} 年，不是本年度 ${cycle.year} 年，请核对应计入哪一年`);
  }
  const units = deductingUnits(places);
  if (units.length > 1) {
    const names = units.map((unitId) => unitById.get(unitId)?.name ?? '').join('、');
    warnings.push(`在 ${units.length} 个单位扣分（${names}），共同责任只归一个单位，请核对`);
  }
  return warnings;
}

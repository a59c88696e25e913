import type { CheckCount } from '@shared/ipc/practice/insight';
import type { DashboardView, WorkspaceView } from '@shared/ipc/views';
import type { Place } from '../../shell/navigation';

export interface NextStep {
  readonly key: string;
  readonly text: string;
  readonly place: Place;
}

/**
 * What the office does next, most urgent first; never empty: when all is done it is the workbooks.
 *
 * @param checks  findings of 体检; they come later than the rest.
 */
export function nextSteps(
  dashboard: DashboardView,
  workspace: Pick<WorkspaceView, 'system'>,
  checks: readonly CheckCount[] = [],
): NextStep[] {
  const steps: NextStep[] = [];
  const { units } = dashboard.result;
  if (workspace.system.status === 'draft') {
    steps.push({
      key: 'publish',
      text: `核对指标体系“${workspace.system.title}”后发布，发布后不再改动`,
      place: { screen: 'indicatorSystem' },
    });
  }
  if (units.length === 0) {
    steps.push({ key: 'units', text: '导入或添加被考评单位', place: { screen: 'units' } });
    return steps;
  }
  const open = units.filter((unit) => unit.unscored > 0);
  const first = open[0];
  if (first) {
    const items = open.reduce((sum, unit) => sum + unit.unscored, 0);
    steps.push({
      key: 'score',
      text: `继续评分：${open.length} 个单位还有 ${items} 项未评，从${first.shortName || first.name}开始`,
      place: { screen: 'scoring', unitId: first.id },
    });
  }
  // What is not scored yet is a step of its own above.
  const findings = checks.reduce((sum, { kind, count }) => (kind === 'unscored' ? sum : sum + count), 0);
  if (findings > 0) {
    steps.push({
      key: 'checks',
      text: `核对体检发现的 ${findings} 处问题`,
      place: { screen: 'reviews', tab: 'checks' },
    });
  }
  steps.push(...comprehensiveSteps(dashboard));
  if (!first) {
    steps.push({ key: 'export', text: '评分已全部完成，导出汇总表和明细表', place: { screen: 'reports' } });
  }
  return steps;
}

function comprehensiveSteps(dashboard: DashboardView): NextStep[] {
  const { units } = dashboard.result;
  const place: Place = { screen: 'comprehensive' };
  const withoutScheme = new Set(units.filter((unit) => unit.contribution === null).map((unit) => unit.group));
  if (withoutScheme.size > 0) {
    const groups = [...withoutScheme].join('、');
    return [{ key: 'scheme', text: `设置综合考核方案（${groups}），法治占比不低于10%`, place }];
  }
  const missing = units.filter((unit) => unit.otherScores.includes(null)).length;
  if (missing === 0) return [];
  return [{ key: 'otherScores', text: `录入综合考核其他得分，还差 ${missing} 个单位`, place }];
}

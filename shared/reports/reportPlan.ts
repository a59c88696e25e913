import type { ReportKind, SchemeView, UnitView } from '../ipc/views';
import { EXPLANATION_SHEET, type SheetPurpose } from './explanationSheet';
import type { ReportContext } from './reportContext';
import { practiceDocument } from './reportKinds';
import { SheetNames } from './sheetNames';

/** Which sheets a report has and what they are called; their content is laid out one after the other while writing. */
export interface ReportPlan {
  readonly groups: readonly { readonly group: string; readonly sheet: string }[];
  readonly schemes: readonly { readonly scheme: SchemeView; readonly sheet: string }[];
  readonly matrix: string | null;
  readonly deductions: string | null;
  readonly rectification: string | null;
  readonly scorecards: readonly { readonly unit: UnitView; readonly sheet: string }[];
  /** For 说明. The scorecards are one entry. */
  readonly purposes: readonly SheetPurpose[];
}

/** Every kind begins with 说明: what leaves the app says which cycle and system, when and by whom. */
export function planReport(context: ReportContext, kind: ReportKind): ReportPlan {
  const names = new SheetNames();
  names.take(EXPLANATION_SHEET);
  const has = (...kinds: ReportKind[]): boolean => kind === 'all' || kinds.includes(kind);
  const groups = context.result.groups.filter((group) => group.units > 0);
  const schemes = context.schemes.filter((scheme) => groups.some((group) => group.name === scheme.group));
  const named = (title: string, group: string, alone: boolean): string =>
    names.take(alone ? title : `${title}-${group}`);
  const plan = {
    groups: has('summary')
      ? groups.map(({ name }) => ({ group: name, sheet: named('汇总表', name, groups.length === 1) }))
      : [],
    schemes: has('summary')
      ? schemes.map((scheme) => ({
          scheme,
          sheet: named('综合考核汇总', scheme.group, schemes.length === 1),
        }))
      : [],
    matrix: has('matrix') ? names.take('指标得分矩阵') : null,
    deductions: has('deductions') ? names.take('扣分明细') : null,
    rectification: has('rectification') ? names.take('整改台账') : null,
    scorecards: has('scorecards')
      ? inGroupOrder(context).map((unit) => ({ unit, sheet: names.take(unit.shortName || unit.name) }))
      : [],
  };
  const document = practiceDocument(kind);
  const others = document ? [{ name: document.name, purpose: document.purpose }] : [];
  return { ...plan, purposes: [...purposesOf(plan), ...others] };
}

/** The scorecards, and the lines of the detailed lists, follow groups first, then list order. */
export function inGroupOrder(context: ReportContext): UnitView[] {
  const order = new Map(context.result.groups.map((group, position) => [group.name, position]));
  const place = (unit: UnitView): number => order.get(unit.group) ?? order.size;
  return [...context.units].sort((a, b) => place(a) - place(b));
}

function purposesOf(plan: Omit<ReportPlan, 'purposes'>): SheetPurpose[] {
  const purposes: SheetPurpose[] = [
    ...plan.groups.map(({ group, sheet }) => ({
      name: sheet,
      purpose: `${group}各单位的一级指标得分、折算分、加扣分、最终得分、名次和等次`,
    })),
    ...plan.schemes.map(({ scheme, sheet }) => ({
      name: sheet,
      purpose: `${scheme.group}：法治得分按分值权重计入综合考核总分，并检验权重不低于 10%`,
    })),
  ];
  if (plan.matrix) purposes.push({ name: plan.matrix, purpose: '每个单位每项指标的得分，可筛选' });
  if (plan.deductions)
    purposes.push({ name: plan.deductions, purpose: '逐条列出扣分事项、规则、次数或差额、证据编号' });
  if (plan.rectification)
    purposes.push({
      name: plan.rectification,
      purpose: '问题、措施、时限、进展和销号；台账里还没有问题时由扣分事项预填',
    });
  const [first, last] = [plan.scorecards[0], plan.scorecards.at(-1)];
  if (first && last) {
    purposes.push({
      name: first === last ? first.sheet : `${first.sheet} 至 ${last.sheet}`,
      purpose: `单位明细表，每单位一张，共 ${plan.scorecards.length} 张`,
    });
  }
  return purposes;
}

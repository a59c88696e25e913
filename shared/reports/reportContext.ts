import type { SystemSettings } from '../domain/indicatorSystem';
import type { CycleResult, ItemView, SchemeView, UnitResult, UnitView } from '../ipc/views';

/** Everything the sheets need besides the score rows, gathered once. */
export interface ReportContext {
  readonly workspaceName: string;
  readonly result: CycleResult;
  readonly settings: SystemSettings;
  /** Every item of the system, in table order. */
  readonly items: readonly ItemView[];
  /** Every unit of the cycle, in list order. */
  readonly units: readonly UnitView[];
  readonly schemes: readonly SchemeView[];
  /** Triggered veto items per unit id, as text. */
  readonly vetoes: ReadonlyMap<number, readonly string[]>;
  /** Local date and time, `2026-01-31 09:05`. */
  readonly exportedAt: string;
  readonly generatedBy: string;
  /** Version of the app that wrote the file. */
  readonly appVersion: string;
}

/** 考核年度, as titles say it. */
export function yearTitle(context: ReportContext): string {
  return `${context.result.cycle.year}年度法治政府建设考核`;
}

/** Indicator system with version; marked where it is not an official text. */
export function systemLabel(context: ReportContext): string {
  const { title, version, official } = context.result.system;
  return `${title} ${version}${official ? '' : '（非官方文本）'}`;
}

/** What every printed page says at its foot. */
export function footers(context: ReportContext): { footerLeft: string; footerRight: string } {
  const by = context.generatedBy ? ` ${context.generatedBy}` : '';
  return {
    footerLeft: `${context.result.cycle.year}年度 ${systemLabel(context)}`,
    footerRight: `导出：${context.exportedAt}${by}`,
  };
}

/** Sorts behind every rank. */
const UNRANKED = Number.MAX_SAFE_INTEGER;

/** Units of one group: ranked ones by rank, then those not ranked; equal ranks in list order. */
export function unitsByRank(context: ReportContext, group: string): UnitResult[] {
  const order = new Map(context.units.map((unit, position) => [unit.id, position]));
  const place = (unit: UnitResult): number => order.get(unit.id) ?? order.size;
  return context.result.units
    .filter((unit) => unit.group === group)
    .sort((a, b) => (a.rank ?? UNRANKED) - (b.rank ?? UNRANKED) || place(a) - place(b));
}

/** Closing lines of every form: notes, then the line to be signed. Practice page §12. */
export const SIGN_OFF =
  '填表人：　　　　　　　审核人：　　　　　　　主要负责人（签字）：　　　　　　　联系电话：';

/** The note that goes wherever a system is named that is not an official text; '' for an official one. */
export function provenanceNote(context: ReportContext): string {
  const { official, note } = context.result.system;
  return official ? '' : note;
}

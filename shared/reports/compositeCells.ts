import type { CompositeTotal, CompositeWeights, UnitTotal } from '../domain/totals';
import { caseFileMean } from '../scoring/composite';
import type { CompositeAddresses, SettingAddresses } from './explanationSheet';
import type { ReportContext } from './reportContext';
import { pointsCell, pointsFormula, type FormulaCell, type ReportCell, type StyleName } from './reportSheet';

/** The weights the final scores of a result were put together by; null: they are of the indicators alone. */
export function compositeWeights({ result }: Pick<ReportContext, 'result'>): CompositeWeights | null {
  return result.units.find((unit) => unit.composite)?.composite?.weights ?? null;
}

/** A figure of a part beside the indicators, as a column of 汇总表 or a row of a scorecard. */
export interface CompositeFigure {
  readonly name: string;
  readonly key: 'indicators' | 'files' | 'sum' | 'mean' | 'survey';
  readonly style: StyleName;
}

/** The parts a workbook shows: those with weight. The case files show sum and number, so that the mean stays exact. */
export function compositeFigures(weights: CompositeWeights | null): readonly CompositeFigure[] {
  if (!weights) return [];
  const files: readonly CompositeFigure[] = [
    { name: '案卷份数', key: 'files', style: 'count' },
    { name: '案卷得分合计', key: 'sum', style: 'points' },
    { name: '案卷均分', key: 'mean', style: 'points' },
  ];
  return [
    { name: '指标得分', key: 'indicators', style: 'points' },
    ...(weights.caseFiles > 0 ? files : []),
    ...(weights.survey > 0 ? [{ name: '满意度', key: 'survey', style: 'points' } as const] : []),
  ];
}

/** Where the figures of one unit stand; left out: the part has no weight. */
export type FigureAddresses = Partial<Readonly<Record<CompositeFigure['key'], string>>>;

/**
 * One figure of one unit; blank where the unit does not have the part.
 *
 * @param indicators formula of the indicators' final score, §7.5.
 */
export function compositeCell(
  key: CompositeFigure['key'],
  composite: CompositeTotal,
  at: FigureAddresses,
  indicators: string,
): ReportCell {
  const { caseFiles, survey } = composite;
  switch (key) {
    case 'indicators':
      return pointsFormula(indicators, composite.indicators);
    case 'files':
      return caseFiles?.count ?? null;
    case 'sum':
      return caseFiles && pointsCell(caseFiles.sum);
    case 'mean': {
      const mean = caseFileMean(composite);
      if (mean === null) return null;
      return caseFiles?.count === 0
        ? pointsCell(mean)
        : pointsFormula(`ROUND(ROUND(${at.sum ?? ''}*100,0)/${at.files ?? ''},0)/100`, mean);
    }
    case 'survey':
      return survey === null ? null : pointsCell(survey);
  }
}

/**
 * The final score over its parts, on whole hundredths and rounded once, as the engine does; blank parts leave numerator
 * and denominator. Practice page §7, last paragraph.
 */
export function compositeFinalCell(
  total: Pick<UnitTotal, 'final'>,
  at: FigureAddresses,
  { finalMax, composite }: SettingAddresses,
): FormulaCell {
  if (!composite) throw new Error('no weights on the sheet of settings');
  const whole = (address: string): string => `ROUND(${address}*100,0)`;
  const weight = (part: keyof CompositeAddresses): string => whole(composite[part]);
  const files = at.files === undefined ? '1' : `MAX(1,${at.files})`;
  const sums = [`${weight('indicators')}*${whole(at.indicators ?? '0')}*${files}`];
  const counted = [weight('indicators')];
  if (at.files !== undefined && at.sum !== undefined) {
    sums.push(`${weight('caseFiles')}*${whole(at.sum)}`);
    counted.push(`IF(ISNUMBER(${at.files}),${weight('caseFiles')},0)`);
  }
  if (at.survey !== undefined) {
    sums.push(`IF(ISNUMBER(${at.survey}),${weight('survey')}*${whole(at.survey)}*${files},0)`);
    counted.push(`IF(ISNUMBER(${at.survey}),${weight('survey')},0)`);
  }
  const mean = `ROUND((${sums.join('+')})/((${counted.join('+')})*${files}),0)/100`;
  return pointsFormula(`ROUND(MIN(${finalMax},${mean}),2)`, total.final);
}

import { scaleHalfUp } from '@shared/domain/fraction';
import { formatPoints, shortPoints, type Points } from '@shared/domain/points';
import type { ExplanationStep } from '@shared/domain/score';
import type { CompositeParts, CompositeTotal, CompositeWeights } from '@shared/domain/totals';

/** All weights together: 100% in hundredths of a percent. */
export const WHOLE_WEIGHT = 10_000;

export const COMPOSITE_PART_NAMES: Readonly<Record<keyof CompositeWeights, string>> = {
  indicators: '指标考核',
  caseFiles: '案卷评查',
  survey: '满意度',
};

export const COMPOSITE_PARTS = Object.keys(COMPOSITE_PART_NAMES) as readonly (keyof CompositeWeights)[];

/**
 * A composite final score: roundHalfUp(Σ wᵢ × partᵢ ÷ Σ wᵢ) over the parts the unit has, rounded once, on whole numbers:
 * the mean of the case files enters as sum ÷ count. A part the unit does not have leaves the denominator, as an item that
 * does not apply does. Practice page §7, last paragraph.
 */
export function compositeFinal({ weights, indicators, caseFiles, survey }: CompositeTotal): Points {
  const files = Math.max(1, caseFiles?.count ?? 1);
  const weighted =
    weights.indicators * indicators * files +
    (caseFiles ? weights.caseFiles * caseFiles.sum : 0) +
    (survey === null ? 0 : weights.survey * survey * files);
  return scaleHalfUp(weighted, 1, countedWeight({ weights, caseFiles, survey }) * files);
}

/** Σ weights of the parts a unit has. */
export function countedWeight({ weights, caseFiles, survey }: CompositeParts): number {
  return weights.indicators + (caseFiles ? weights.caseFiles : 0) + (survey === null ? 0 : weights.survey);
}

/** Mean of a unit's case files, hundredths, rounded half up for people to read; null where it does not have the part. */
export function caseFileMean({ caseFiles }: Pick<CompositeParts, 'caseFiles'>): Points | null {
  return caseFiles && scaleHalfUp(caseFiles.sum, 1, Math.max(1, caseFiles.count));
}

/** The parts of a final score as short figures with their names, for a line of totals; none where no composite is on. */
export function partFigures({
  composite,
}: {
  readonly composite?: CompositeTotal;
}): readonly (readonly [string, string])[] {
  if (!composite) return [];
  const { weights, indicators, survey } = composite;
  const text = (points: Points | null): string => (points === null ? '无' : formatPoints(points));
  return [
    ['指标', formatPoints(indicators)],
    ...(weights.caseFiles > 0 ? [['案卷', text(caseFileMean(composite))] as const] : []),
    ...(weights.survey > 0 ? [['满意度', text(survey)] as const] : []),
  ];
}

/** Σ weights, whatever they come to: the line under the weights says it. */
export function sumOfWeights(weights: CompositeWeights): number {
  return COMPOSITE_PARTS.reduce((sum, part) => sum + weights[part], 0);
}

/** 「指标考核50%＋案卷评查30%＋满意度20%」; parts without weight are left out. */
export function weightsText(weights: CompositeWeights): string {
  return COMPOSITE_PARTS.filter((part) => weights[part] > 0)
    .map((part) => `${COMPOSITE_PART_NAMES[part]}${shortPoints(weights[part])}%`)
    .join('＋');
}

/**
 * The derivation of a composite final score, top down.
 *
 * @param indicators the derivation of the indicators' part.
 */
export function explainComposite(
  total: CompositeTotal,
  final: Points,
  indicators: ExplanationStep,
): ExplanationStep {
  const { weights, caseFiles, survey } = total;
  const p = formatPoints;
  const children: ExplanationStep[] = [indicators];
  if (weights.caseFiles > 0) children.push({ text: caseFileLine(total) });
  if (weights.survey > 0) {
    children.push({ text: survey === null ? '满意度：没有测评得分，不计入合成' : `满意度得分 ${p(survey)}` });
  }
  const terms = [`${p(total.indicators)} × ${shortPoints(weights.indicators)}%`];
  if (weights.caseFiles > 0 && caseFiles) {
    const mean = caseFiles.count <= 1 ? p(caseFiles.sum) : `${p(caseFiles.sum)} ÷ ${caseFiles.count}`;
    terms.push(`${mean} × ${shortPoints(weights.caseFiles)}%`);
  }
  if (weights.survey > 0 && survey !== null) terms.push(`${p(survey)} × ${shortPoints(weights.survey)}%`);
  const counted = countedWeight(total);
  const sum = terms.join(' + ');
  const missing = counted < WHOLE_WEIGHT;
  const shown = missing ? `(${sum}) ÷ ${shortPoints(counted)}%` : sum;
  const why = missing ? '，缺的部分不计入，权重按其余部分折算' : '';
  return { text: `最终得分 ${p(final)}：${weightsText(weights)}，${shown} = ${p(final)}${why}`, children };
}

function caseFileLine(total: CompositeTotal): string {
  const mean = caseFileMean(total);
  if (mean === null || !total.caseFiles) return '案卷评查：没有评查结果，不计入合成';
  if (total.caseFiles.count === 0) return '案卷评查 0.00：应报送案卷目录而没有报送，计 0 分';
  return `案卷评查均分 ${formatPoints(mean)}：${total.caseFiles.count} 份案卷合计 ${formatPoints(total.caseFiles.sum)}`;
}

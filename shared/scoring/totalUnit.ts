import { scaleHalfUp } from '@shared/domain/fraction';
import { NOT_APPLICABLE_METHOD_NAMES, type SystemSettings } from '@shared/domain/indicatorSystem';
import { formatPoints, type Points } from '@shared/domain/points';
import type { ExplanationStep } from '@shared/domain/score';
import type { UnitSums, UnitTotal } from '@shared/domain/totals';
import { compositeFinal, explainComposite } from './composite';

/**
 * A unit's total from its sums. Practice page §7: converted = roundHalfUp(raw × 100 ÷ applicable);
 * final = clamp(converted + min(cap, bonus) − min(cap, deduction), 0, finalMax). Bonus is not rescaled. Where a composite
 * is on, that is one of its parts.
 *
 * `bonus` and `deduction` of the result are what counts, after their caps. Unscored items stay in `applicable` and add
 * nothing to `raw`; `unscored` says how many there are.
 */
export function totalUnit(sums: UnitSums, settings: SystemSettings): UnitTotal {
  const { raw, applicable } = rawAndApplicable(sums, settings);
  const converted = applicable > 0 ? scaleHalfUp(raw, 10_000, applicable) : 0;
  const bonus = Math.min(settings.bonusCap, sums.bonus);
  const deduction = Math.min(settings.deductionCap, sums.deduction);
  const indicators = Math.max(0, Math.min(settings.finalMax, converted + bonus - deduction));
  const composite = sums.composite && { ...sums.composite, indicators };
  return {
    raw,
    applicable,
    converted,
    bonus,
    deduction,
    final: composite ? Math.min(settings.finalMax, compositeFinal(composite)) : indicators,
    veto: sums.veto,
    unscored: sums.belongingItems - sums.notApplicableItems - sums.scoredItems,
    scored: sums.scoredItems,
    ...(composite ? { composite } : {}),
  };
}

/** §7.1–2 and the other ways of treating what does not apply, §7.4. */
function rawAndApplicable(sums: UnitSums, settings: SystemSettings): { raw: Points; applicable: Points } {
  switch (settings.notApplicableMethod) {
    case 'proRata':
      return { raw: sums.scoredPoints, applicable: sums.belongingPoints - sums.notApplicablePoints };
    case 'fullMark':
      return { raw: sums.scoredPoints + sums.notApplicablePoints, applicable: sums.belongingPoints };
    case 'groupAverage':
      return {
        raw: sums.scoredPoints + sums.notApplicableCredit,
        applicable: sums.belongingPoints - sums.notApplicableWithoutAverage,
      };
  }
}

/** The derivation of a unit's final score, top down, with the figures of §7 apart. */
export function explainTotal(sums: UnitSums, total: UnitTotal, settings: SystemSettings): ExplanationStep {
  const p = formatPoints;
  const children: ExplanationStep[] = [
    { text: applicableLine(sums, total, settings) },
    {
      text: `原始分 ${p(total.raw)}：已评 ${sums.scoredItems} 项得分合计 ${p(sums.scoredPoints)}${creditText(sums, settings)}`,
    },
    {
      text:
        total.applicable > 0
          ? `折算分 ${p(total.raw)} ÷ ${p(total.applicable)} × 100 = ${p(total.converted)}`
          : '折算分 0.00：没有适用指标',
    },
    { text: capLine('加分', sums.bonus, settings.bonusCap, total.bonus) },
    { text: capLine('扣分', sums.deduction, settings.deductionCap, total.deduction) },
  ];
  if (total.unscored > 0) children.push({ text: `还有 ${total.unscored} 项未评，暂计` });
  if (total.applicable < settings.minApplicablePoints) {
    children.push({ text: `适用分值低于 ${p(settings.minApplicablePoints)}，不排名，由办公室单独评定` });
  }
  if (total.veto) children.push({ text: total.veto === 'fail' ? '触发否决：不合格' : '触发否决：最高良好' });
  const { composite } = total;
  const indicators = composite ? composite.indicators : total.final;
  const computed = total.converted + total.bonus - total.deduction;
  const held = computed === indicators ? '' : `，限于0至${p(settings.finalMax)}，计 ${p(indicators)}`;
  const left = `${p(total.converted)} + ${p(total.bonus)} − ${p(total.deduction)} = ${p(computed)}`;
  const line = `${p(indicators)}：折算分 + 加分 − 扣分，${left}${held}`;
  if (!composite) return { text: `最终得分 ${line}`, children };
  return explainComposite(composite, total.final, { text: `指标考核得分 ${line}`, children });
}

function applicableLine(sums: UnitSums, total: UnitTotal, settings: SystemSettings): string {
  const p = formatPoints;
  const head = `适用分值 ${p(total.applicable)}：本单位 ${sums.belongingItems} 项 ${p(sums.belongingPoints)} 分`;
  if (sums.notApplicableItems === 0) return head;
  const name = NOT_APPLICABLE_METHOD_NAMES[settings.notApplicableMethod];
  const absent = `不适用 ${sums.notApplicableItems} 项 ${p(sums.notApplicablePoints)} 分，${name}`;
  return `${head}，其中${absent}`;
}

function creditText(sums: UnitSums, settings: SystemSettings): string {
  if (sums.notApplicableItems === 0 || settings.notApplicableMethod === 'proRata') return '';
  const credit =
    settings.notApplicableMethod === 'fullMark' ? sums.notApplicablePoints : sums.notApplicableCredit;
  return `，不适用项${NOT_APPLICABLE_METHOD_NAMES[settings.notApplicableMethod]}计 ${formatPoints(credit)}`;
}

function capLine(name: string, sum: Points, cap: Points, counted: Points): string {
  const capped = sum > cap ? `，合计 ${formatPoints(sum)}，最多 ${formatPoints(cap)}` : '';
  return `${name} ${formatPoints(counted)}${capped}`;
}

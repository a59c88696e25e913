import { isDeepStrictEqual } from 'node:util';
import { parsePoints, shortPoints } from '@shared/domain/points';
import type { CompositeWeights } from '@shared/domain/totals';
import { reasonMissing } from '@shared/errors/reason';
import { compositeNot100, compositeWeightInvalid, compositeWithoutIndicators } from '@shared/errors/survey';
import { COMPOSITE_PART_NAMES, sumOfWeights, WHOLE_WEIGHT } from '@shared/scoring/composite';
import { readCompositeWeights, writeCompositeWeights } from '../../database/surveyRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { openSurvey } from './surveyAccess';

/** Weights as a person typed them, in percent: '50', '33.33'; '' is 0. */
export type TypedWeights = { readonly [K in keyof CompositeWeights]: string };

/**
 * Puts the final score together from parts: indicators, case files, satisfaction. The weights are taken over only where
 * they come to exactly 100%. Practice page §7, last paragraph.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS from 反馈申诉 on, COMPOSITE_NOT_100,
 *   COMPOSITE_WITHOUT_INDICATORS, COMPOSITE_WEIGHT_INVALID
 */
export async function setComposite(
  workspace: Workspace,
  typed: TypedWeights,
  reason = '',
): Promise<CompositeWeights> {
  await openSurvey(workspace, '修改合成权重');
  const weights = readWeights(typed);
  await write(workspace, weights, reason.trim());
  return weights;
}

/**
 * Back to the final score of the indicators alone.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, REASON_MISSING
 */
export async function switchCompositeOff(workspace: Workspace, reason: string): Promise<void> {
  await openSurvey(workspace, '停用合成');
  const text = reason.trim();
  if (text === '') throw reasonMissing({ what: '停用合成' });
  await write(workspace, null, text);
}

async function write(workspace: Workspace, weights: CompositeWeights | null, reason: string): Promise<void> {
  const { cycle } = await openSurvey(workspace, '修改合成权重');
  const { year } = cycle;
  await inTransaction(workspace, async (trx, _now, audit) => {
    const before = await readCompositeWeights(trx, cycle.id);
    if (isDeepStrictEqual(before, weights)) return;
    await writeCompositeWeights(trx, cycle.id, weights);
    await audit({
      action: weights ? 'survey.weights' : 'survey.weightsOff',
      subject: `${year}年度合成权重`,
      before: { year, weights: before },
      after: { year, weights },
      reason,
    });
  });
  forgetAssessment(workspace);
}

function readWeights(typed: TypedWeights): CompositeWeights {
  const weights = {
    indicators: readWeight('indicators', typed.indicators),
    caseFiles: readWeight('caseFiles', typed.caseFiles),
    survey: readWeight('survey', typed.survey),
  };
  const sum = sumOfWeights(weights);
  if (sum !== WHOLE_WEIGHT) throw compositeNot100({ sum: `${shortPoints(sum)}%` });
  if (weights.indicators === 0) throw compositeWithoutIndicators();
  return weights;
}

/** Percent with at most two decimals is read as points are: hundredths. */
function readWeight(part: keyof CompositeWeights, text: string): number {
  const plain = text.trim().replace(/[%％]$/, '');
  const weight = plain === '' ? 0 : parsePoints(plain);
  if (weight === null || weight > WHOLE_WEIGHT) {
    throw compositeWeightInvalid({ part: COMPOSITE_PART_NAMES[part], text });
  }
  return weight;
}

import type { Kysely } from 'kysely';
import { formatPoints } from '@shared/domain/points';
import type { ExplanationStep } from '@shared/domain/score';
import type { ItemView } from '@shared/ipc/views';
import { listPicks, type StoredPick } from '../../database/caseFileRepository';
import { listCaseResults } from '../../database/caseReviewRepository';
import type { Schema } from '../../database/schema';
import { findCurrentDraw } from './currentDraw';

/** The reviewed files behind an item's score. */
export type ExplainCaseFiles = (item: ItemView) => readonly ExplanationStep[];

/**
 * Which files of a unit stand behind its case-file items, each with its score and how it came about. Product rule 2.
 *
 * @param reviews how much each reviewer gave may be told: not to somebody of the unit (`getCaseResults` does as much).
 */
export async function explainCaseFiles(
  db: Kysely<Schema>,
  cycleId: number,
  unitId: number,
  reviews: boolean,
): Promise<ExplainCaseFiles> {
  const draw = await findCurrentDraw(db, cycleId);
  if (!draw) return () => [];
  const picks = (await listPicks(db, draw.id, unitId)).filter(({ state }) => state === 'active');
  if (picks.length === 0) return () => [];
  const results = await listCaseResults(db, draw.id);
  const line = ({ id, number, matter }: StoredPick): ExplanationStep => {
    const result = results.get(id);
    const outcome = result
      ? `${formatPoints(result.score)}，${result.grade}${reviews ? `（${result.method}）` : ''}`
      : '还没有评查结果';
    return { text: `${number}${matter ? ` ${matter}` : ''}：${outcome}` };
  };
  return ({ rules }) =>
    rules.flatMap((rule) => {
      if (rule.kind !== 'caseReview') return [];
      const files = picks.filter(({ type }) => type === rule.fileType).map(line);
      return files.length === 0
        ? []
        : [{ text: `评查的${rule.fileType}案卷 ${files.length} 份`, children: files }];
    });
}

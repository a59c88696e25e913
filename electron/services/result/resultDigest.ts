import { createHash } from 'node:crypto';
import type { CompositeTotal } from '@shared/domain/totals';
import type { UnitResult } from '@shared/ipc/views';
import type { ResultHead } from '../../database/resultRepository';

/**
 * SHA-256 over everything a result says, as lower-case hexadecimal: its head, the figures of every unit in order of unit
 * code, and the digest of the result before it ('' for the first), so that none can be changed or left out unseen.
 * The text is JSON of arrays in a fixed order, so that anyone can compute it again.
 */
export function resultDigest(head: ResultHead, units: readonly UnitResult[], previous: string): string {
  const { number, kind, reason, basis, open, parts, person, at, appVersion } = head;
  const text = JSON.stringify([
    previous,
    [number, kind, reason, basis, open, parts.map(({ code, name }) => [code, name]), person, at, appVersion],
    [...units].sort(byCode).map(unitFacts),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

const byCode = (a: UnitResult, b: UnitResult): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

function unitFacts(unit: UnitResult): readonly unknown[] {
  return [
    unit.code,
    unit.name,
    unit.shortName,
    unit.group,
    unit.raw,
    unit.applicable,
    unit.converted,
    unit.bonus,
    unit.deduction,
    unit.final,
    unit.unscored,
    unit.scored,
    unit.veto,
    unit.rank,
    unit.grade,
    unit.gradeNote,
    unit.contribution,
    unit.comprehensiveTotal,
    unit.comprehensiveRank,
    unit.parts.map(({ scored, applicable, unscored }) => [scored, applicable, unscored]),
    unit.otherScores,
    // Only where there is one, so that the digest of any other result stays what it is.
    ...(unit.composite ? [compositeFacts(unit.composite)] : []),
  ];
}

function compositeFacts({ weights, indicators, caseFiles, survey }: CompositeTotal): readonly unknown[] {
  return [
    [weights.indicators, weights.caseFiles, weights.survey],
    indicators,
    caseFiles && [caseFiles.sum, caseFiles.count],
    survey,
  ];
}

import type { Kysely } from 'kysely';
import { formatPoints } from '@shared/domain/points';
import type { VerifyFinding } from '@shared/ipc/views';
import { foldAdjustments } from '@shared/review/foldAdjustments';
import { itemLimit } from '@shared/scoring/worth';
import { listCycles } from '../../database/resultRepository';
import {
  listCheckedAdjustments,
  listGroundlessAdjustments,
  listSaveTimes,
  listUnfulfilled,
  type CheckedAdjustment,
  type CheckedPlace,
} from '../../database/reviewCheckRepository';
import type { Schema } from '../../database/schema';
import { readAssessmentOf, type Assessment } from '../assessment/assessment';
import { scoreSubject } from '../scores/auditedScore';
import type { Workspace } from '../workspace/workspace';

/**
 * 核查调整分 of every year: what stands beside each score is what its adjustments come to, each step begins where the one
 * before it ended unless the score was entered anew in between, and appeals, findings and adjustments name each other.
 */
export async function verifyReview({ reader }: Workspace, signal?: AbortSignal): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const cycle of await listCycles(reader)) {
    signal?.throwIfAborted();
    findings.push(...(await verifyCycle(reader, await readAssessmentOf(reader, cycle))));
  }
  return findings;
}

async function verifyCycle(db: Kysely<Schema>, assessment: Assessment): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const say = ({ unitId, itemId }: CheckedPlace, message: string): void => {
    findings.push({ kind: 'practice', message, place: scoreSubject(assessment, unitId, itemId) });
  };
  for (const steps of byPlace(await listCheckedAdjustments(db, assessment.cycle.id))) {
    for (const message of await wrongWith(db, assessment, steps)) say(steps[0], message);
  }
  for (const place of await listGroundlessAdjustments(db, assessment.cycle.id)) {
    say(place, '有核查调整分，却没有调整记录');
  }
  for (const { what, ...place } of await listUnfulfilled(db, assessment.cycle.id)) {
    say(place, `${what === 'appeal' ? '申诉决定' : '实地核查'}写明已调整，却没有相符的调整记录`);
  }
  return findings;
}

type Steps = readonly [CheckedAdjustment, ...CheckedAdjustment[]];

function byPlace(adjustments: readonly CheckedAdjustment[]): Steps[] {
  const places: [CheckedAdjustment, ...CheckedAdjustment[]][] = [];
  for (const step of adjustments) {
    const last = places.at(-1);
    if (last && last[0].unitId === step.unitId && last[0].itemId === step.itemId) last.push(step);
    else places.push([step]);
  }
  return places;
}

async function wrongWith(db: Kysely<Schema>, assessment: Assessment, steps: Steps): Promise<string[]> {
  const [{ points, adjustment, itemId }] = steps;
  const item = assessment.itemById.get(itemId);
  if (!item) return ['调整了本年度指标体系以外的指标'];
  const messages = steps.flatMap(unnamed);
  const expected = points === null ? 0 : foldAdjustments(points, steps, itemLimit(item));
  if (adjustment !== expected) {
    messages.push(`核查调整分存的是 ${formatPoints(adjustment)}，按调整记录应是 ${formatPoints(expected)}`);
  }
  if (!(await isChain(db, steps))) messages.push('前后两次调整接不上，调整记录可能在软件之外被改动');
  return messages;
}

/** Corrections stand for themselves; the others come from an appeal or a finding. */
function unnamed({ kind, appeals, findings }: CheckedAdjustment): string[] {
  if (kind === 'appeal' && appeals !== 1) return ['有申诉调整，却没有相符的申诉决定'];
  if (kind === 'siteCheck' && findings !== 1) return ['有实地核查调整，却没有相符的核查结果'];
  return [];
}

/** Whether each step begins at the final score then: what the one before came to, or 审核分 entered anew since. */
async function isChain(db: Kysely<Schema>, steps: Steps): Promise<boolean> {
  const saves = await listSaveTimes(db, steps[0]);
  const untouched = (from: string, to: string): boolean => !saves.some((at) => at > from && at <= to);
  const [first] = steps;
  // Never entered anew since the first step: it began at 审核分 as it stands.
  const startFits =
    saves.some((at) => at > first.at) || first.points === null || first.fromPoints === first.points;
  return (
    startFits &&
    steps.every((step, index) => {
      const before = steps[index - 1];
      return !before || !untouched(before.at, step.at) || step.fromPoints === before.toPoints;
    })
  );
}

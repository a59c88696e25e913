import type { Kysely } from 'kysely';
import { formatPoints } from '@shared/domain/points';
import type { UnitResult, VerifyFinding } from '@shared/ipc/views';
import type { StoredCycle } from '../../database/cycleRepository';
import { listUnappliedCorrections } from '../../database/correctionRepository';
import { listCycles, listResults, listResultUnits, type StoredResult } from '../../database/resultRepository';
import type { Schema } from '../../database/schema';
import { readAssessmentOf } from '../assessment/assessment';
import { resultDigest } from '../result/resultDigest';
import { computeFrom } from '../totals/computeCycle';
import type { Workspace } from '../workspace/workspace';

/**
 * Approved results of every year: numbers without gaps, each digest over what stands there and the digest before it and
 * on the trail, every result of the trail still there, every confirmed correction with its step, and the figures of a
 * year that stands approved equal to what its scores come to today.
 */
export async function verifyResults({ reader }: Workspace): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const trail = await readTrailedDigests(reader);
  for (const cycle of await listCycles(reader)) findings.push(...(await verifyCycle(reader, cycle, trail)));
  for (const subject of trail.values()) {
    findings.push({ kind: 'result', message: '审计记录里有这个审定结果，现在不见了', place: subject });
  }
  for (const { unit, code } of await listUnappliedCorrections(reader)) {
    const message = '更正已经确认，对应的得分调整却不见了或不一致';
    findings.push({ kind: 'result', message, place: `${unit} · ${code}` });
  }
  return findings;
}

/** What the trail says was frozen: digest → subject. Results still there are taken out as they are met. */
async function readTrailedDigests(db: Kysely<Schema>): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['subject', 'after'])
    .where('action', 'in', ['result.approve', 'result.succeed'])
    .execute();
  return new Map(
    rows.map(({ subject, after }) => [String((JSON.parse(after) as { digest?: unknown }).digest), subject]),
  );
}

async function verifyCycle(
  db: Kysely<Schema>,
  cycle: StoredCycle,
  trail: Map<string, string>,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const finding = (place: string, message: string): void => {
    findings.push({ kind: 'result', message, place });
  };
  let previous: StoredResult | undefined;
  let latest: readonly UnitResult[] = [];
  for (const result of (await listResults(db, cycle.id)).toReversed()) {
    const place = `${cycle.year}年度 · 审定结果第${result.number}号`;
    latest = await listResultUnits(db, result.id);
    if (result.number !== (previous?.number ?? 0) + 1) finding(place, '前面的审定结果不见了');
    if (resultDigest(result, latest, previous?.digest ?? '') !== result.digest) {
      finding(place, '内容与保存时的摘要不一致，可能在软件之外被改动');
    }
    if (!trail.delete(result.digest)) finding(place, '审计记录里没有这个摘要，可能在软件之外被改动');
    previous = result;
  }
  const stands = cycle.state === 'approved' || cycle.state === 'archived';
  if (!stands || !previous) return findings;
  const computed = await computeFrom(db, await readAssessmentOf(db, cycle));
  for (const { name, message } of differences(latest, computed.units)) {
    finding(`${cycle.year}年度 · ${name}`, message);
  }
  return findings;
}

function differences(
  frozen: readonly UnitResult[],
  computed: readonly UnitResult[],
): readonly { readonly name: string; readonly message: string }[] {
  const now = new Map(computed.map((unit) => [unit.code, unit]));
  const gone = frozen.flatMap((unit) => {
    const other = now.get(unit.code);
    if (!other) return [{ name: unit.name, message: '审定结果里有这个单位，考评库里没有了' }];
    if (figuresText(unit) === figuresText(other)) return [];
    const message = `审定的最终得分是${formatPoints(unit.final)}，按现有评分重算是${formatPoints(other.final)}，名次、等次等与审定时不一致`;
    return [{ name: unit.name, message }];
  });
  const codes = new Set(frozen.map(({ code }) => code));
  const added = computed.filter(({ code }) => !codes.has(code));
  return [...gone, ...added.map(({ name }) => ({ name, message: '审定结果里没有这个单位' }))];
}

/** Every figure of a unit as one text, whatever order its keys came in. */
function figuresText(unit: UnitResult): string {
  const { raw, applicable, converted, bonus, deduction, final, veto, unscored, rank, grade } = unit;
  const { contribution, comprehensiveTotal, comprehensiveRank, parts, composite } = unit;
  return JSON.stringify([
    [raw, applicable, converted, bonus, deduction, final, veto, unscored, rank, grade],
    [contribution, comprehensiveTotal, comprehensiveRank],
    parts.map((part) => [part.scored, part.applicable, part.unscored]),
    composite && [composite.weights, composite.indicators, composite.caseFiles, composite.survey],
  ]);
}

import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import {
  listDigested,
  listStrayCycles,
  listTrailSteps,
  type DigestedRow,
  type TrailStep,
} from '../../database/yearCheckRepository';
import type { Schema } from '../../database/schema';

/**
 * Stages, hand-ins, returns and 缺项 requests of every year against the trail: each row stands as the step that wrote it
 * last left it, and none is missing.
 */
export async function verifyYear(db: Kysely<Schema>): Promise<readonly VerifyFinding[]> {
  return [
    ...(await verifyMoves(db)),
    ...(await verifyEvents(db, 'submission_hand_in', 'submission.submit', '提交记录')),
    ...(await verifyEvents(db, 'submission_return', 'submission.return', '退回记录')),
    ...(await verifySubmissions(db)),
    ...(await verifyRequests(db)),
  ];
}

const CHANGED = '与审计记录不符，在软件之外被改动过';
const GONE = '审计记录里有，记录却不见了';
const STRAY = '审计记录里没有，不是由软件写入的';

const wrong = (message: string, place: string): VerifyFinding => ({ kind: 'practice', message, place });

async function verifyMoves(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const stray = (await listStrayCycles(db)).map(({ name, state, moved }) =>
    wrong(`所处阶段是 ${state}，按阶段记录应是 ${moved}，在软件之外被改动过`, name),
  );
  const rows = await listDigested(db, 'cycle_transition');
  const steps = await listTrailSteps(db, ['cycle.advance', 'cycle.reopen']);
  return [...stray, ...compare(rows, steps, (index) => `阶段记录第 ${index + 1} 条`)];
}

/** Rows that are only ever added: the second digest of the step that added each. */
async function verifyEvents(
  db: Kysely<Schema>,
  table: 'submission_hand_in' | 'submission_return',
  action: string,
  name: string,
): Promise<VerifyFinding[]> {
  const rows = await listDigested(db, table);
  const steps = await listTrailSteps(db, [action]);
  const added = steps.map((step) => ({ ...step, digest: step.digest.split(':')[1] ?? '' }));
  return compare(rows, added, (index) => `自评${name}第 ${index + 1} 条`);
}

/** Rows and the steps that wrote them, both in the order in which they came about. */
function compare(
  rows: readonly DigestedRow[],
  steps: readonly TrailStep[],
  place: (index: number) => string,
): VerifyFinding[] {
  const findings: VerifyFinding[] = [];
  for (let index = 0; index < Math.max(rows.length, steps.length); index += 1) {
    const row = rows[index];
    const step = steps[index];
    if (!row) findings.push(wrong(GONE, place(index)));
    else if (!step) findings.push(wrong(STRAY, place(index)));
    else if (row.digest !== step.digest) findings.push(wrong(CHANGED, place(index)));
  }
  return findings;
}

const SUBMISSION_STEPS = ['submit', 'withdraw', 'accept', 'return'].map((step) => `submission.${step}`);

async function verifySubmissions(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const last = new Map<number, string>();
  for (const { unitId, digest } of await listTrailSteps(db, SUBMISSION_STEPS)) {
    if (unitId !== null) last.set(unitId, digest.split(':')[0] ?? '');
  }
  const findings: VerifyFinding[] = [];
  for (const { unitId, digest } of await listDigested(db, 'submission')) {
    const said = last.get(unitId ?? 0);
    last.delete(unitId ?? 0);
    // Until it is first handed in there is nothing the trail could say of it.
    if (said !== undefined && said !== digest) findings.push(wrong(CHANGED, `单位#${unitId} 的自评状态`));
  }
  return [...findings, ...[...last.keys()].map((unitId) => wrong(GONE, `单位#${unitId} 的自评状态`))];
}

const REQUEST_STEPS = ['request', 'opinion', 'approve', 'refuse', 'withdraw'].map(
  (step) => `notApplicable.${step}`,
);

async function verifyRequests(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const said = new Map<string, TrailStep[]>();
  for (const step of await listTrailSteps(db, REQUEST_STEPS)) {
    const key = placeKey(step);
    const steps = said.get(key) ?? [];
    said.set(key, steps);
    // A request is followed by what became of it; only how it stands last is compared.
    if (step.action === 'notApplicable.request') steps.push(step);
    else steps[steps.length - 1] = step;
  }
  const stored = new Map<string, DigestedRow[]>();
  for (const row of await listDigested(db, 'not_applicable_request')) {
    stored.set(placeKey(row), [...(stored.get(placeKey(row)) ?? []), row]);
  }
  const keys = new Set([...said.keys(), ...stored.keys()]);
  return [...keys].flatMap((key) =>
    compare(
      stored.get(key) ?? [],
      said.get(key) ?? [],
      () => `缺项申请（单位#${key.replace(' ', ' 指标#')}）`,
    ),
  );
}

const placeKey = ({ unitId, itemId }: Pick<DigestedRow, 'unitId' | 'itemId'>): string =>
  `${unitId} ${itemId}`;

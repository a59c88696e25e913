import { randomBytes, randomUUID } from 'node:crypto';
import type { CaseList } from '@shared/caseFiles/caseList';
import { caseTypeName } from '@shared/caseFiles/caseType';
import { DRAW_ALGORITHM, drawCases, type DrawPlan } from '@shared/caseFiles/draw';
import {
  caseDrawInUse,
  caseListMissing,
  casePlanRefused,
  caseRedrawNeedsReason,
  caseSeedMissing,
} from '@shared/errors/caseFile';
import type { CaseDrawsView } from '@shared/ipc/practice/caseFile';
import { findCurrentCaseList, insertDraw, insertPicks, listDraws } from '../../database/caseFileRepository';
import { hasBegunReviews } from '../../database/caseReviewRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen } from './caseAccess';
import { caseListOf } from './caseListOf';
import { getCaseDraws } from './getCaseDraws';
import { sha256Text } from './sha256Text';

export interface DrawRequest {
  /** As typed; null: the program makes one. */
  readonly seed: string | null;
  /** Where a typed seed comes from: 体彩排列五第…期. */
  readonly seedNote: string;
  readonly plan: DrawPlan;
  /** Why drawn again; needed from the second draw of a cycle on. */
  readonly reason: string;
}

const MOST_QUOTA = 100;
const MOST_SPARES = 20;

/**
 * Draws files from the list in force and records seed, hash, plan and result; none of it can be changed afterwards.
 * The seed goes on the trail before the draw. Practice page §10.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, CASE_LIST_MISSING, CASE_SEED_MISSING, CASE_PLAN_REFUSED,
 *   CASE_REDRAW_NEEDS_REASON, CASE_DRAW_IN_USE
 */
export async function drawCaseFiles(workspace: Workspace, request: DrawRequest): Promise<CaseDrawsView> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '抽取案卷');
  assertPlan(request.plan);
  const plan = { ...request.plan, byType: byKnownName(request.plan.byType) };
  const seed = request.seed === null ? randomBytes(16).toString('hex') : request.seed.trim();
  if (seed === '') throw caseSeedMissing();
  const cycleId = assessment.cycle.id;
  await inTransaction(workspace, async (trx, now, audit) => {
    const list = await findCurrentCaseList(trx, cycleId);
    if (!list) throw caseListMissing();
    const before = await listDraws(trx, cycleId);
    const last = before.at(-1);
    if (last && request.reason.trim() === '') throw caseRedrawNeedsReason();
    if (last && (await hasBegunReviews(trx, last.id))) throw caseDrawInUse();
    const turn = before.length + 1;
    const subject = `第 ${turn} 次抽取案卷`;
    const reason = request.reason.trim();
    const seedSource = request.seed === null ? ('random' as const) : ('typed' as const);
    const record = {
      ...{ listSha256: list.sha256, algorithm: DRAW_ALGORITHM, seed, seedSource, plan },
      seedNote: request.seedNote.trim(),
    };
    await audit({ action: 'caseDraw.seed', subject, after: record, reason });
    const cases = await caseListOf(trx, list.id);
    assertTypes(plan, cases);
    const drawn = drawCases({ seed, list: cases, plan, listSha256: list.sha256 }, sha256Text);
    if (drawn.length === 0) throw casePlanRefused({ problem: '按这个方案一份也抽不到' });
    const drawId = await insertDraw(trx, cycleId, {
      ...record,
      ...{ uid: randomUUID(), listId: list.id, reason, person: workspace.person, at: now },
    });
    const picks = drawn.map(({ file, stratum, place, origin }) => ({
      ...{ caseFileId: file.id, stratum, place, origin, note: '' },
      state: origin === 'drawn' ? ('active' as const) : ('waiting' as const),
    }));
    await insertPicks(trx, drawId, picks);
    await audit({
      action: 'caseDraw.draw',
      subject,
      after: drawn.map(({ file, place, origin }) => ({
        ...{ unit: file.unitCode, type: file.type, number: file.number, place, origin },
      })),
      reason,
    });
  });
  return getCaseDraws(workspace);
}

function assertPlan({ quota, spares, byType }: DrawPlan): void {
  for (const value of [quota, ...Object.values(byType)]) {
    if (!Number.isSafeInteger(value) || value < 0 || value > MOST_QUOTA) {
      throw casePlanRefused({ problem: `每类抽取 ${value} 份` });
    }
  }
  if (!Number.isSafeInteger(spares) || spares < 0 || spares > MOST_SPARES) {
    throw casePlanRefused({ problem: `备选 ${spares} 份` });
  }
}

/** Types as lists have them, however they were typed: 处罚案卷 is 行政处罚. */
function byKnownName(byType: DrawPlan['byType']): DrawPlan['byType'] {
  const named = Object.entries(byType).map(([type, quota]) => [caseTypeName(type), quota] as const);
  const twice = named.find(([type], index) => named.findIndex(([other]) => other === type) < index);
  if (twice) throw casePlanRefused({ problem: `类别“${twice[0]}”写了两次` });
  return Object.fromEntries(named);
}

/** A quota for a type no file has would be passed over in silence. */
function assertTypes({ byType }: DrawPlan, { files }: CaseList): void {
  const known = new Set(files.map(({ type }) => type));
  const stranger = Object.keys(byType).find((type) => !known.has(type));
  if (stranger !== undefined) throw casePlanRefused({ problem: `目录里没有类别为“${stranger}”的案卷` });
}

import type { Kysely } from 'kysely';
import { hashList } from '@shared/caseFiles/caseList';
import { checkFindings, scoreReview } from '@shared/caseFiles/reviewScore';
import { formatPoints } from '@shared/domain/points';
import type { VerifyFinding } from '@shared/ipc/views';
import { listCaseLists, listDraws, listPicks } from '../../database/caseFileRepository';
import {
  listCaseResults,
  listReviewsOfDraw,
  listTemplates,
  readCaseSettings,
  type StoredReview,
  type StoredTemplate,
} from '../../database/caseReviewRepository';
import type { Schema } from '../../database/schema';
import { byPick } from '../caseFiles/assignReviews';
import { caseListOf } from '../caseFiles/caseListOf';
import { checkStoredDraw } from '../caseFiles/checkStoredDraw';
import { decidePick } from '../caseFiles/pickDecision';
import { sha256Text } from '../caseFiles/sha256Text';
import type { Workspace } from '../workspace/workspace';

type Say = (place: string, message: string) => void;

/**
 * 案卷评查 of every year: lists against their hashes, draws repeated from their records, locked reviews and results
 * computed again from what was found.
 */
export async function verifyCaseFiles({ reader }: Workspace): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const say: Say = (place, message) => findings.push({ kind: 'practice', message, place });
  const cycles = await reader.selectFrom('cycle').select(['id', 'year']).orderBy('year').execute();
  const templates = new Map((await listTemplates(reader)).map((template) => [template.id, template]));
  for (const { id, year } of cycles) {
    await verifyLists(reader, id, year, say);
    await verifyDraws(reader, id, year, say);
    await verifyReviews(reader, id, year, templates, say);
  }
  return findings;
}

async function verifyLists(db: Kysely<Schema>, cycleId: number, year: number, say: Say): Promise<void> {
  for (const list of await listCaseLists(db, cycleId)) {
    if (hashList(await caseListOf(db, list.id), sha256Text) !== list.sha256) {
      say(`${year}年度 · 案卷目录 ${list.fileName}`, '内容与导入时的指纹不一致，可能在软件之外被改动');
    }
  }
}

async function verifyDraws(db: Kysely<Schema>, cycleId: number, year: number, say: Say): Promise<void> {
  for (const [index, draw] of (await listDraws(db, cycleId)).entries()) {
    const { problems } = await checkStoredDraw(db, draw);
    for (const problem of problems) say(`${year}年度 · 第 ${index + 1} 次抽取案卷`, problem);
  }
}

async function verifyReviews(
  db: Kysely<Schema>,
  cycleId: number,
  year: number,
  templates: ReadonlyMap<number, StoredTemplate>,
  say: Say,
): Promise<void> {
  const settings = await readCaseSettings(db, cycleId);
  for (const draw of await listDraws(db, cycleId)) {
    const reviews = byPick(await listReviewsOfDraw(db, draw.id));
    const results = await listCaseResults(db, draw.id);
    for (const pick of await listPicks(db, draw.id)) {
      const place = `${year}年度 · 案卷 ${pick.unitCode} ${pick.number}`;
      const own = reviews.get(pick.id) ?? [];
      for (const review of own) {
        const wrong = wrongScore(review, templates.get(review.templateId), settings);
        if (wrong !== '') say(place, `${review.reviewer}的评查得分${wrong}`);
      }
      const decision = decidePick(own, settings);
      const result = results.get(pick.id);
      if (pick.state === 'replaced') continue;
      if (decision.state === 'decided' && !result) say(place, '评查都已锁定，却没有评查结果');
      if (!result) continue;
      const stands =
        decision.state === 'decided' &&
        decision.score === result.score &&
        decision.legal === result.legal &&
        decision.grade === result.grade;
      if (!stands) say(place, `评查结果 ${formatPoints(result.score)} 与评查员的评分不一致`);
    }
  }
}

/** '' where a locked review scores what its findings come to. */
function wrongScore(
  { lockedAt, findings, score, legal }: StoredReview,
  template: StoredTemplate | undefined,
  settings: Parameters<typeof scoreReview>[2],
): string {
  if (lockedAt === null) return '';
  if (!template || checkFindings(template, findings).length > 0) return '引用了标准里没有的条款';
  const again = scoreReview(template, findings, settings);
  if (again.score === score && again.legal === legal) return '';
  return `记为 ${score === null ? '空' : formatPoints(score)}，重算是 ${formatPoints(again.score)}`;
}

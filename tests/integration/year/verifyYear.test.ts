import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyTrail } from '@electron/services/verify/verifyTrail';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { listNotApplicable } from '@electron/services/year/listNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import type { Workspace } from '@electron/services/workspace/workspace';
import { placeOf } from '../../helpers/placeOf';
import { aYear, fillIn, moveOnTo } from '../../helpers/yearWorkspace';

const WHY = { reason: '没有这项职责', basis: '三定方案' };
let workspace: Workspace;

/** A year in which everything this checks has happened: moves, two rounds, one request refused, one approved. */
beforeEach(async () => {
  workspace = await aYear();
  await moveOnTo(workspace, 'reviewing');
  await fillIn(workspace, 'A01');
  const { unitId, itemId } = await placeOf(workspace, 'A01');
  await submitSelfEvaluation(workspace, { unitId, reason: '' });
  const items = [{ itemId, reason: '缺盖章件' }];
  await returnSubmission(workspace, { unitId, reason: '材料不全', items, dueOn: '' });
  await submitSelfEvaluation(workspace, { unitId, reason: '' });
  await acceptSubmissions(workspace, { unitIds: [unitId] });
  const second = await placeOf(workspace, 'A02');
  for (const approve of [false, true]) {
    await requestNotApplicable(workspace, { ...second, ...WHY });
    const request = (await listNotApplicable(workspace)).at(-1);
    await decideNotApplicable(workspace, { requestIds: [request?.id ?? 0], approve, opinion: '按规定办理' });
  }
});

/** Takes the guards off, as somebody with a database tool would. */
async function behindTheBack(statement: string): Promise<void> {
  const { db } = workspace;
  const triggers = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'trigger'`.execute(
    db,
  );
  for (const { name } of triggers.rows) await sql`DROP TRIGGER ${sql.table(name)}`.execute(db);
  await sql.raw(statement).execute(db);
}

describe('verify of the year', () => {
  it('finds nothing in what the program wrote', async () => {
    expect((await verifyTrail(workspace.db)).findings).toEqual([]);
  });

  it.each([
    ["UPDATE cycle SET state = 'approved'", '2020年度法治政府建设考评 · 第 1 条（考评年度）'],
    ["UPDATE cycle_transition SET reason = '另有原因' WHERE id = 2", '第 2 条（阶段变更）'],
    ["UPDATE cycle_transition SET open = '[]' WHERE id = 3", '第 3 条（阶段变更）'],
    ['DELETE FROM cycle_transition WHERE id = 3', '第 3 条（阶段变更）'],
    ["UPDATE submission SET state = 'returned'", '单位A01（自评报送）'],
    ["UPDATE submission SET accepted_by = '别人'", '单位A01（自评报送）'],
    ['DELETE FROM submission', '单位A01（自评报送）'],
    ['UPDATE submission_hand_in SET days_late = 9 WHERE id = 1', '单位A01 · 第 1 条（自评提交）'],
    ["UPDATE submission_hand_in SET report = '{}' WHERE id = 2", '单位A01 · 第 2 条（自评提交）'],
    ["UPDATE submission_return SET reason = '没有问题'", '单位A01 · 第 1 条（自评退回）'],
    ["UPDATE submission_return SET items = '[]'", '单位A01 · 第 1 条（自评退回）'],
    ['DELETE FROM submission_return', '第 1 条（自评退回）'],
    ["UPDATE not_applicable_request SET state = 'approved'", '（缺项申请）'],
    ["UPDATE not_applicable_request SET decided_by = '别人' WHERE state = 'approved'", '（缺项申请）'],
    ["DELETE FROM not_applicable_request WHERE state = 'refused'", '（缺项申请）'],
  ])('names the place after %s', async (statement, place) => {
    await behindTheBack(statement);
    const { findings } = await verifyTrail(workspace.db);
    expect(findings.map((finding) => finding.place).join('；')).toContain(place);
    expect(findings[0]?.kind).toBe('audit');
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportReport } from '@electron/services/reports/exportReport';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { giveLeadOpinion } from '@electron/services/year/giveLeadOpinion';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { setDeadline } from '@electron/services/year/setDeadline';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { ReportKind } from '@shared/ipc/views';
import { readCells } from '../../helpers/formulas';
import { tempFolder } from '../../helpers/tempFolder';
import { placeOf } from '../../helpers/placeOf';
import { aYear, fillIn, moveOnTo } from '../../helpers/yearWorkspace';

/** The texts of each sheet, in reading order. */
async function exported(workspace: Workspace, kind: ReportKind): Promise<ReadonlyMap<string, string>> {
  const path = join(await tempFolder(), `${kind}.xlsx`);
  await exportReport(workspace, kind, path);
  const cells = await readCells(path);
  expect(cells.filter(({ formula }) => formula !== null)).toEqual([]);
  const sheets = new Map<string, string>();
  for (const { place, value } of cells) {
    const sheet = place.split('!')[0] ?? '';
    sheets.set(sheet, `${sheets.get(sheet) ?? ''}|${String(value)}`);
  }
  return sheets;
}

describe('催办单', () => {
  it('lists who is late and has a slip with reply for each unit', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'selfEvaluating');
    await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-11-20' });
    await fillIn(workspace, 'A01');
    const { unitId, itemId } = await placeOf(workspace, 'A01');
    await submitSelfEvaluation(workspace, { unitId, reason: '' });
    const items = [{ itemId, reason: '缺盖章件' }];
    await returnSubmission(workspace, { unitId, reason: '材料不全', items, dueOn: '2020-11-30' });

    const sheets = await exported(workspace, 'reminders');
    const list = sheets.get('催办名单') ?? '';
    expect(list).toContain('单位A01|已退回|未填自评 0 项，缺佐证 2 项，退回须补正 1 项|2020年11月30日');
    expect(list).toContain('单位A02|未填报|未填自评 2 项，缺佐证 2 项|2020年11月20日');
    expect(sheets.get('A01')).toContain('已退回补正，至今没有重新提交');
    expect(sheets.get('A01')).toContain('1.1.1 缺盖章件');
    const slip = sheets.get('A02') ?? '';
    expect(slip).toContain('自评应于2020年11月20日前提交，至今没有提交，已逾期');
    expect(slip).toContain('2 项：1.1.1、1.1.2');
    expect(slip).toContain('回　执');
    expect(slip).toContain('联系电话');
  });

  it('says so where nobody is late', async () => {
    const workspace = await aYear();
    const sheets = await exported(workspace, 'reminders');
    expect(sheets.get('催办名单')).toContain('没有需要催办的事项。');
  });
});

describe('缺项审批表', () => {
  it('shows each request with reason, grounds, opinions and outcome', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'reviewing');
    const place = await placeOf(workspace, 'A02', '1.1.2');
    const [request] = await requestNotApplicable(workspace, {
      ...place,
      reason: '没有这项职责',
      basis: '三定方案',
    });
    const requestId = request?.id ?? 0;
    await giveLeadOpinion(workspace, { requestId, opinion: '情况属实' });
    await decideNotApplicable(workspace, { requestIds: [requestId], approve: true, opinion: '同意' });
    const sheet = (await exported(workspace, 'notApplicable')).get('缺项审批表') ?? '';
    expect(sheet).toContain(
      '单位A02|1.1.2|事项1.1.2|50|没有这项职责|三定方案|情况属实（考评办）|同意|已批准|2020-12-01',
    );
  });
});

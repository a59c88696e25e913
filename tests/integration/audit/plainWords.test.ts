import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CASE_SETTINGS } from '@shared/caseFiles/caseSettings';
import { differenceText } from '@shared/audit/differences';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { EVERY_ENTRY } from '@shared/ipc/practice/audit';
import { saveAccount } from '@electron/services/account/saveAccount';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { listAudit } from '@electron/services/audit/listAudit';
import { saveCaseSettings } from '@electron/services/caseFiles/caseSettings';
import { createDemoWorkspace } from '@electron/services/demo/createDemoWorkspace';
import { newSystemVersion } from '@electron/services/indicators/newSystemVersion';
import { removeItem } from '@electron/services/indicators/removeItem';
import { saveItem } from '@electron/services/indicators/saveItem';
import { saveSystemSettings } from '@electron/services/indicators/saveSystemSettings';
import { listChecks } from '@electron/services/insight/checks';
import { dismissFinding, restoreFinding } from '@electron/services/insight/dismissFinding';
import { saveIncident } from '@electron/services/insight/incidents';
import { setItemMarking } from '@electron/services/marking/setItemMarking';
import { listInterviews, saveInterview } from '@electron/services/rectification/interviews';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { recordScore } from '@electron/services/scores/recordScore';
import { setComposite, switchCompositeOff } from '@electron/services/survey/setComposite';
import type { Workspace } from '@electron/services/workspace/workspace';
import { setDeadline } from '@electron/services/year/setDeadline';
import { unreadable } from '../../helpers/plainTrail';
import { aScoringItem } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { moveOnTo } from '../../helpers/yearWorkspace';

let workspace: Workspace;

/** What the last entry of an action says changed, on one line. */
async function lastOf(action: string): Promise<string> {
  const { entries } = await listAudit(workspace, EVERY_ENTRY, null, 100_000);
  return differenceText(entries.find((entry) => entry.action === action)?.changes ?? []);
}

beforeAll(async () => {
  workspace = await createDemoWorkspace(join(await tempFolder(), '示例'));
});

afterAll(() => workspace.close());

describe('the trail in plain words', () => {
  it('of an interview tells what was changed and nothing else', async () => {
    const [interview] = await listInterviews(workspace);
    if (!interview) throw new Error('the demo has no interview');
    const { number: _number, unitName: _unitName, overdue: _overdue, ...written } = interview;
    await saveInterview(workspace, { ...written, place: '区司法局二楼', outcome: '已整改完毕' });
    expect(await lastOf('interview.change')).toBe(
      `约谈地点 ${interview.place} → 区司法局二楼；约谈结果 ${interview.outcome} → 已整改完毕`,
    );
  });

  it('of the weights of the parts in percent', async () => {
    await setComposite(workspace, { indicators: '66.67', caseFiles: '', survey: '33.33' });
    expect(await lastOf('survey.weights')).toContain(
      '合成权重 · 指标考核 66.67%；合成权重 · 案卷评查 0%；合成权重 · 满意度 33.33%',
    );
    await switchCompositeOff(workspace, '改为只按指标考核');
  });

  it('of an indicator system as its table says it', async () => {
    const { cycle } = await loadAssessment(workspace);
    const draft = await newSystemVersion(workspace, { basedOn: cycle.systemId, version: '2021' });
    const { settings } = draft.system;
    const systemId = draft.summary.id;
    await saveSystemSettings(workspace, {
      ...{ systemId, title: draft.system.title, version: '2021' },
      settings: { ...settings, bonusCap: 300, notApplicableMethod: 'fullMark', tieBreaks: [] },
    });
    expect(await lastOf('system.saveSettings')).toMatch(/^加分上限 \d+ → 3；不适用办法 .+ → .+；并列排序 /);
    const events = [{ label: '越权推诿', unit: '次', each: 50 }];
    const item = aScoringItem('9.9.9', { rules: [{ kind: 'perOccurrenceDeduct', events, maxDeduct: 200 }] });
    const { items } = await saveItem(workspace, { systemId, itemId: null, item });
    expect(await lastOf('system.saveItem')).toContain('评分方式 按次扣分；评分参数 ');
    const added = items.find(({ code }) => code === '9.9.9');
    await removeItem(workspace, { systemId, itemId: added?.id ?? 0 });
    expect(await lastOf('system.removeItem')).toContain('编码 9.9.9 → （空）');
  });

  it('of a finding that was looked into', async () => {
    const kind = 'fullWithoutEvidence';
    const { findings } = await listChecks(workspace, { kind, dismissed: false });
    const [finding] = findings;
    if (!finding) throw new Error('the demo has no finding');
    const { unitId, itemId, subject, state, detail } = finding;
    await dismissFinding(workspace, { kind, unitId, itemId, subject, state, reason: '已当面核对原件' });
    expect(await lastOf('check.dismiss')).toBe(`情况 ${detail}`);
    await restoreFinding(workspace, { kind, unitId, itemId, subject });
    expect(await lastOf('check.restore')).toContain('理由 已当面核对原件 → （空）');
  });

  it('has no English word and no bare figure of the program in it, whatever was done in a year', async () => {
    const { units, itemsOf } = await loadAssessment(workspace);
    const [unit] = units;
    if (!unit) throw new Error('the demo has no unit');
    const [first, second] = itemsOf(unit);
    if (!first || !second) throw new Error('the demo has no items');
    const place = { unitId: unit.id, itemId: first.id };
    await recordScore(workspace, {
      ...place,
      entry: { ...EMPTY_ENTRY, points: '0.5', reason: '核对后改正' },
      editId: 'e',
    });
    await saveIncident(workspace, {
      ...{ id: null, title: '行政诉讼败诉', eventDate: '2020-05-06', documentDate: '2020-11-02' },
      ...{ documentNumber: '（2020）行终1号', countedYear: 2020, note: '' },
      places: [{ ...place, deducts: true, note: '' }],
    });
    await setItemMarking(workspace, {
      ...{ itemIds: [second.id], confirmed: true },
      setting: { method: 'mean', spreadLimit: 200, blind: true },
    });
    const account = {
      name: '新来的',
      roles: ['leadScorer' as const],
      unitCode: '',
      allItems: false,
      active: true,
    };
    await saveAccount(workspace, { accountId: null, account });
    await setDeadline(workspace, { state: 'feedback', dueOn: '2021-01-20' });
    await moveOnTo(workspace, 'approved');
    await startNextCycle(workspace, { year: 2021 });
    forgetAssessment(workspace);
    await saveCaseSettings(workspace, { ...DEFAULT_CASE_SETTINGS, failedGate: 'belowPass' });
    expect(await lastOf('cycle.start')).toMatch(/单位数 36；单位类别数 \d；综合考核方案数 \d/);
    const { entries, more } = await listAudit(workspace, EVERY_ENTRY, null, 100_000);
    expect(more).toBe(false);
    expect(unreadable(entries)).toEqual([]);
  });
});

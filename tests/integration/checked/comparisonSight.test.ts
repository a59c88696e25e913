import { describe, expect, it } from 'vitest';
import type { Actor } from '@shared/domain/role';
import { forgetAssessment } from '@electron/services/assessment/assessment';
import { compareYears } from '@electron/services/result/compareYears';
import { setScore } from '@electron/services/scores/setScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

const compared = (workspace: Workspace, actor: Actor, code: string) =>
  acting(workspace, actor, () => compareYears(workspace, { by: 'unit', code }));

async function keys(workspace: Workspace, actor: Actor, code: string): Promise<string[]> {
  return (await compared(workspace, actor, code)).rows.map(({ key }) => key);
}

describe('what a scorer sees in a comparison of years', () => {
  it('is no score of an item that is not assigned, and no total, before 反馈申诉', async () => {
    const workspace = await aYear();
    await setScore(workspace, {
      ...(await placeOf(workspace, 'A02')),
      entry: anEntry({ 得分: '30' }, { reason: '材料不全' }),
      scorer: '张三',
    });
    forgetAssessment(workspace);
    const scorer = somebody('小王', ['leadScorer']);
    const { rows } = await compared(workspace, scorer, 'A02');
    expect(rows.filter(({ kind }) => kind === 'item')).toEqual([]);
    expect(rows.flatMap(({ cells }) => cells.map(({ text }) => text)).join(' ')).not.toMatch(/\d/);
    const everyItem = { ...scorer, allItems: true };
    expect(await keys(workspace, everyItem, 'A02')).toContain('item:1.1.1');
  });

  it('is nothing of the own unit before 反馈申诉', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    for (const roles of [['leadScorer'], ['leadScorer', 'unitLeader']] as const) {
      const own = { ...somebody('小张', roles, 'A01'), allItems: true };
      expect((await refusal(compared(workspace, own, 'A01'))).code).toBe('COMPARISON_UNKNOWN');
    }
    await moveOnTo(workspace, 'feedback');
    forgetAssessment(workspace);
    const own = somebody('小张', ['leadScorer'], 'A01');
    expect(await keys(workspace, own, 'A01')).toEqual(expect.arrayContaining(['final', 'item:1.1.1']));
  });
});

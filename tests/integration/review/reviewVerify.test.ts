import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { addSiteChecks } from '@electron/services/review/addSiteChecks';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { recordSiteCheck } from '@electron/services/review/recordSiteCheck';
import { recordScore } from '@electron/services/scores/recordScore';
import { verifyReview } from '@electron/services/verify/verifyReview';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { aReviewWorkspace, type ReviewWorkspace } from '../../helpers/reviewWorkspace';

/** A02 · 1.1.1: lowered on site, scored anew, raised by an appeal; A03 · 1.1.1: an appeal lost. */
async function reviewed(): Promise<ReviewWorkspace> {
  const district = await aReviewWorkspace();
  const { workspace, at, as, enter } = district;
  const place = at('A02', '1.1.1');
  const [row] = await addSiteChecks(workspace, {
    ...{ team: '第一组', plannedOn: '', note: '' },
    items: [{ ...place, doubt: '台账' }],
  });
  await recordSiteCheck(workspace, { id: row?.id ?? 0, finding: '缺 1 卷', toPoints: 3000, checkedOn: '' });
  const entry = { inputs: [{ 得分: '37' }], points: '', notApplicable: false, reason: '重评' };
  await recordScore(workspace, { ...place, entry, editId: 'again' });
  await enter('feedback');
  const appeal = { grounds: '已补齐', requestedPoints: null, evidenceIds: [], lateReason: '' };
  const won = await fileAppeal(workspace, { ...appeal, ...place });
  const lost = await fileAppeal(workspace, { ...appeal, ...at('A03', '1.1.1') });
  as('赵县', ['approver']);
  await decideAppeal(workspace, { id: won.id, toPoints: 4000, opinion: '属实' });
  await decideAppeal(workspace, { id: lost.id, toPoints: null, opinion: '不属实' });
  as('考评办', ['officeAdmin']);
  return district;
}

describe('verify of adjustments and appeals', () => {
  it('finds nothing where everything was done in the program', async () => {
    const { workspace } = await reviewed();
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'the adjustment beside a score',
      `UPDATE score SET adjustment = 0 WHERE adjustment <> 0`,
      '核查调整分存的是',
    ],
    [
      'an adjustment nothing stands behind',
      `UPDATE score SET adjustment = 100 WHERE adjustment = 0 AND item_id =
        (SELECT id FROM item WHERE code = '1.1.2') AND unit_id = (SELECT min(id) FROM unit)`,
      '却没有调整记录',
    ],
    [
      'the points of an adjustment',
      `UPDATE score_adjustment SET to_points = 3900 WHERE kind = 'appeal'`,
      '申诉',
    ],
    [
      'where an adjustment began',
      `UPDATE score_adjustment SET from_points = 3700 WHERE kind = 'siteCheck'`,
      '核查调整分存的是',
    ],
    ['the decision of an appeal', `UPDATE appeal SET decided_points = 3900 WHERE state = 'adjusted'`, '申诉'],
    ['an adjustment taken out', `DELETE FROM score_adjustment WHERE kind = 'appeal'`, '申诉决定写明已调整'],
    [
      'the adjustment a finding rests on',
      `UPDATE site_check_item SET outcome = 'confirmed', adjustment_id = NULL`,
      '有实地核查调整',
    ],
  ])('names %s changed behind its back', async (_name, statement, message) => {
    const { workspace } = await reviewed();
    const { rows } = await sql<{
      name: string;
    }>`SELECT name FROM sqlite_master WHERE type = 'trigger'`.execute(workspace.db);
    for (const { name } of rows) await sql.raw(`DROP TRIGGER ${name}`).execute(workspace.db);
    await sql.raw('PRAGMA foreign_keys = OFF').execute(workspace.db);
    await sql.raw(statement).execute(workspace.db);
    const findings = await verifyReview(workspace);
    expect(findings.map((finding) => finding.message).join('\n')).toContain(message);
    expect(findings.every(({ place }) => place.includes('单位A0'))).toBe(true);
  });
});

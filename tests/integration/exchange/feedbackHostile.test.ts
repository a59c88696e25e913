import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { listAppeals } from '@electron/services/review/listAppeals';
import type { Workspace } from '@electron/services/workspace/workspace';
import { listNotApplicable } from '@electron/services/year/listNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import { keysOf, rewrittenPackage, type Rows } from '../../helpers/rewrittenPackage';
import { refusal } from '../../helpers/testWorkspace';
import {
  aToldDistrict,
  attach,
  fillAndSubmit,
  placeIn,
  previewOf,
  scoreAndFeedBack,
  send,
  type ToldDistrict,
} from '../../helpers/toldDistrict';
import { workspaceState } from '../../helpers/workspaceState';

let district: ToldDistrict;
let office: Workspace;
let unit: Workspace;
beforeEach(async () => {
  district = await aToldDistrict();
  ({ office, unit } = district);
});

/** A package of the unit with rows changed, signed with the unit's own key: by somebody who has the program. */
async function cheating(path: string, rows: (rows: Rows) => void): Promise<string> {
  return rewrittenPackage(path, await keysOf(unit), { rows, manifest: () => ({ id: randomUUID() }) });
}

const linesOf = (text = ''): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const whyNot = async (file: string): Promise<string[]> =>
  (await previewOf(office, file)).rows.filter(({ outcome }) => outcome === 'refused').map(({ why }) => why);

describe('a unit that has tampered with its 申诉包', () => {
  /** A sound one, with a piece of evidence. */
  async function appealPackage(): Promise<string> {
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await scoreAndFeedBack(district);
    await send(office, 'feedback', unit);
    const evidence = await attach(unit, '1.1.1', '补充.pdf');
    const at = await placeIn(unit, '1.1.1');
    const asked = { grounds: '少算一次', requestedPoints: 4500, lateReason: '' };
    await fileAppeal(unit, { ...at, ...asked, evidenceIds: [evidence] });
    return aPackage(unit, { kind: 'appeal' });
  }

  it('decides nothing, appeals for nobody else, asks for no more than there is', async () => {
    const sound = await appealPackage();
    const at = await placeIn(office, '1.1.1');
    const tampered: readonly [(row: Record<string, unknown>) => void, string][] = [
      [(row) => Object.assign(row, { state: 'adjusted', decidedPoints: 5000 }), '复核结果不由单位填写'],
      [(row) => Object.assign(row, { requestedPoints: 9000 }), '请求的得分应在 0 至 50.00 之间'],
      [(row) => Object.assign(row, { grounds: ' ' }), '没有写明申诉理由'],
      [(row) => Object.assign(row, { item: '9.9.9' }), '没有这个单位的这项指标'],
    ];
    for (const [change, why] of tampered) {
      const file = await cheating(sound, ({ appeals = [] }) => {
        for (const row of appeals) change(row);
      });
      expect((await whyNot(file)).join()).toContain(why);
      await mergePackage(office, file);
      expect((await listAppeals(office)).appeals).toEqual([]);
      expect(await listItemEvidence(office.db, at.unitId, at.itemId)).toEqual([]);
    }
  });

  it('attaches nothing the appeal does not name, and takes nothing off', async () => {
    const sound = await appealPackage();
    const before = await workspaceState(office);
    const unnamed = await cheating(sound, ({ appeals = [] }) => {
      for (const row of appeals) row['evidence'] = [];
    });
    expect((await refusal(mergePackage(office, unnamed))).code).toBe('PACKAGE_NOT_ALLOWED');
    const another = await cheating(sound, ({ appeals = [] }) => {
      for (const row of appeals) row['unit'] = 'A03';
    });
    expect((await refusal(mergePackage(office, another))).code).toBe('PACKAGE_NOT_ALLOWED');
    const cells = await readPackageText(await aPackage(unit, { kind: 'self' }));
    const linked = await cheating(sound, (rows) => {
      for (const name of ['heads', 'versions']) rows[name] = linesOf(cells.files.get(`data/${name}.jsonl`));
    });
    expect((await refusal(mergePackage(office, linked))).code).toBe('PACKAGE_NOT_ALLOWED');
    expect(await workspaceState(office)).toEqual(before);
  });
});

describe('a unit that has tampered with its 自评包', () => {
  it('approves no 缺项 of its own, and hands in for nobody else', async () => {
    const at = await placeIn(unit, '1.1.1');
    await requestNotApplicable(unit, { ...at, reason: '本单位没有这项职责', basis: '' });
    await fillAndSubmit(unit);
    const sound = await aPackage(unit, { kind: 'self' });
    const file = await cheating(sound, ({ notApplicable = [], handIns = [] }) => {
      for (const row of notApplicable) Object.assign(row, { state: 'approved', officeOpinion: '同意' });
      for (const row of handIns) row['unit'] = 'A03';
    });
    expect((await whyNot(file)).toSorted()).toEqual([
      '只能提交本单位的自评。',
      '考评办没有这份申请，审批结果不由单位填写。',
    ]);
    await mergePackage(office, file);
    expect(await listNotApplicable(office)).toEqual([]);
    expect(await office.db.selectFrom('submission_hand_in').selectAll().execute()).toEqual([]);
    // Words put into the office's mouth are not kept.
    const spoken = await cheating(sound, ({ notApplicable = [] }) => {
      const words = { officeOpinion: '同意', decidedBy: '考评办主任', decidedAt: '2020-12-05T00:00:00.000Z' };
      for (const row of notApplicable) Object.assign(row, words);
    });
    await mergePackage(office, spoken);
    expect(await listNotApplicable(office)).toEqual([
      expect.objectContaining({ state: 'requested', officeOpinion: '', decidedBy: '', decidedAt: '' }),
    ]);
    const undated = await cheating(sound, ({ notApplicable = [] }) => {
      for (const row of notApplicable) row['requestedAt'] = 'x';
    });
    expect((await refusal(mergePackage(office, undated))).code).toBe('PACKAGE_DAMAGED');
  });
});

import { describe, expect, it } from 'vitest';
import { stableFeedback } from '../../helpers/stableFeedback';
import { listUnits } from '@electron/database/unitRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { addSiteChecks } from '@electron/services/review/addSiteChecks';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { recordSiteCheck } from '@electron/services/review/recordSiteCheck';
import { getAdjustments, getFeedback } from '@electron/services/review/getFeedback';
import { showRank } from '@electron/services/review/showRank';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';
import { acting } from '../../helpers/acting';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import { keysOf, rewrittenPackage } from '../../helpers/rewrittenPackage';
import { refusal } from '../../helpers/testWorkspace';
import {
  aToldDistrict,
  fillAndSubmit,
  placeIn,
  scoreAndFeedBack,
  scoreDistrict,
  send,
} from '../../helpers/toldDistrict';
import { moveOnTo } from '../../helpers/yearWorkspace';

const leader: Actor = {
  ...{ accountId: 0, uid: '', name: '单位A02', unitCode: 'A02', roles: ['unitLeader'], allItems: false },
};

/** What people of the unit would see in the office's own workspace. */
const seenAtOffice = async (office: Workspace) => {
  const { unitId } = await placeIn(office, '1.1.1');
  return acting(office, leader, () => getFeedback(office, { unitId }));
};

/** 现场核查 takes a point off A02's 1.1.1. */
async function checkOnSite(office: Workspace): Promise<void> {
  const at = await placeIn(office, '1.1.1');
  const check = { team: '第一组', plannedOn: '2020-12-02', note: '' };
  const [item] = await addSiteChecks(office, { ...check, items: [{ ...at, doubt: '台账' }] });
  await recordSiteCheck(office, {
    ...{ id: item?.id ?? 0, finding: '现场台账少两份', toPoints: 4250, checkedOn: '2020-12-02' },
  });
}

const seenAtSeat = async (unit: Workspace) =>
  getFeedback(unit, { unitId: (await placeIn(unit, '1.1.1')).unitId });

describe('feedback', () => {
  it('is at the unit’s seat what the unit would have seen at the office', async () => {
    const district = await aToldDistrict();
    const { office, unit } = district;
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await scoreDistrict(district);
    await checkOnSite(office);
    await moveOnTo(office, 'feedback');
    expect((await refusal(seenAtSeat(unit))).code).toBe('SCORES_NOT_OPEN');
    await send(office, 'feedback', unit);
    expect((await loadAssessment(unit)).cycle.state).toBe('feedback');
    expect(stableFeedback(await seenAtSeat(unit))).toEqual(stableFeedback(await seenAtOffice(office)));
    const told = await seenAtSeat(unit);
    expect(told).toMatchObject({ final: 8633, rank: null, rankShown: false, appealOpen: true });
    expect(told.lines.map(({ itemCode, finalPoints }) => [itemCode, finalPoints])).toEqual([
      ['1.1.1', 4250],
      ['1.1.2', 4350],
      ['1.1.3', 4350],
    ]);
    const steps = await getAdjustments(unit, await placeIn(unit, '1.1.1'));
    expect(steps).toEqual([
      expect.objectContaining({ fromPoints: 4350, toPoints: 4250, reason: '现场台账少两份', person: '' }),
    ]);
    for (const workspace of [office, unit]) {
      expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    }
  });

  it('holds nobody else’s unit, no scorer’s name, and no rank the office does not show', async () => {
    const district = await aToldDistrict();
    const { office, unit, zhang, li } = district;
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await scoreAndFeedBack(district);
    const read = async () =>
      readPackageText(await aPackage(office, { kind: 'feedback', unitCodes: ['A02'] }));
    const { text, evidence, files } = await read();
    for (const own of ['理由A02-1.1.1', '理由A02-1.1.2', '"final":8700']) expect(text).toContain(own);
    const foreign = [
      'A01',
      'A03',
      zhang.name,
      li.name,
      zhang.uid,
      li.uid,
      '44.5',
      '42.5',
      '理由A01',
      '理由A03',
    ];
    expect(foreign.filter((word) => text.includes(word))).toEqual([]);
    expect(text).toContain('"rank":null,"rankedOf":0,"rankShown":false');
    expect([...files.keys()].sort()).toEqual(
      [
        ...['manifest.json', 'data/feedback.jsonl', 'data/tokens.jsonl', 'data/deadlines.jsonl'],
        // How the office stands to its own sheet.
        ...['data/handBacks.jsonl', 'data/receipts.jsonl', 'data/withdrawals.jsonl'],
      ]
        .filter((name) => files.has(name))
        .sort(),
    );
    expect(evidence).toEqual([]);

    await showRank(office, { shown: true });
    expect((await read()).text).toContain('"rank":2,"rankedOf":3,"rankShown":true');
    await send(office, 'feedback', unit);
    expect(await seenAtSeat(unit)).toMatchObject({ rank: 2, rankedOf: 3, rankShown: true });
    // Nothing else came with it.
    expect((await listUnits(unit.db, (await loadAssessment(unit)).cycle.id)).map(({ code }) => code)).toEqual(
      ['A02'],
    );
    expect(await unit.db.selectFrom('score').selectAll().execute()).toEqual([]);
  });

  it('does not leave before the year is there, nor by whoever is not the office', async () => {
    const { office, unit, zhang } = await aToldDistrict();
    const early = await refusal(aPackage(office, { kind: 'feedback', unitCodes: ['A02'] }));
    expect(early.code).toBe('CYCLE_STATE_FORBIDS');
    const two = await refusal(aPackage(office, { kind: 'feedback', unitCodes: ['A02', 'A03'] }));
    expect(two.code).toBe('PACKAGE_NEEDS_ONE_UNIT');
    const other = await refusal(
      acting(office, zhang, () => aPackage(office, { kind: 'feedback', unitCodes: ['A02'] })),
    );
    expect(other.code).toBe('NOT_PERMITTED');
    expect((await refusal(aPackage(unit, { kind: 'feedback' }))).code).toBe('PACKAGE_NOT_OF_SEAT');
  });

  it('of the latest package stands in whatever order they come, and goes with its roll-back', async () => {
    const district = await aToldDistrict();
    const { office, unit } = district;
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await scoreAndFeedBack(district);
    const older = await aPackage(office, { kind: 'feedback', unitCodes: ['A02'] });
    const at = await placeIn(office, '1.1.1');
    const asked = { grounds: '少算一次', requestedPoints: 5000, evidenceIds: [], lateReason: '' };
    const { id } = await fileAppeal(office, { ...at, ...asked });
    await decideAppeal(office, { id, toPoints: 5000, opinion: '情况属实' });
    const later = await aPackage(office, { kind: 'feedback', unitCodes: ['A02'] });
    const { packageId } = await mergePackage(unit, later);
    await mergePackage(unit, older);
    expect((await seenAtSeat(unit)).final).toBe(9133);
    expect((await mergePackage(unit, later)).already).not.toBe('');
    const { kept } = await rollBackMerge(unit, packageId, '重发一份');
    // The older one is of the same stage.
    expect(kept).toEqual([expect.stringContaining('年度阶段')]);
    expect((await seenAtSeat(unit)).final).toBe(8700);
    await mergePackage(unit, later);
    expect((await seenAtSeat(unit)).final).toBe(9133);
    expect((await verifyWorkspace(unit)).findings).toEqual([]);
  });

  it('of an office that went back to a backup stands over what it wrote before', async () => {
    const district = await aToldDistrict();
    const { office, unit } = district;
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await scoreAndFeedBack(district);
    await send(office, 'feedback', unit);
    // Its count of packages begins again; its clock goes on.
    const at = await placeIn(office, '1.1.1');
    const asked = { grounds: '少算一次', requestedPoints: 5000, evidenceIds: [], lateReason: '' };
    const { id } = await fileAppeal(office, { ...at, ...asked });
    await decideAppeal(office, { id, toPoints: 5000, opinion: '情况属实' });
    const later = await aPackage(office, { kind: 'feedback', unitCodes: ['A02'] });
    const again = await rewrittenPackage(later, await keysOf(office), { manifest: () => ({ sequence: 0 }) });
    await mergePackage(unit, again);
    expect((await seenAtSeat(unit)).final).toBe(9133);
  });

  it('takes the stage of the year back with it', async () => {
    const district = await aToldDistrict();
    const { office, unit } = district;
    await scoreAndFeedBack(district);
    const { packageId } = await send(office, 'feedback', unit);
    await rollBackMerge(unit, packageId, '发错了单位');
    expect((await loadAssessment(unit)).cycle.state).toBe('selfEvaluating');
    expect((await refusal(seenAtSeat(unit))).code).toBe('SCORES_NOT_OPEN');
    expect((await verifyWorkspace(unit)).findings).toEqual([]);
  });
});

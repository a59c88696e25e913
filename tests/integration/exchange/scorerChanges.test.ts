import { describe, expect, it } from 'vitest';
import { saveAccount } from '@electron/services/account/saveAccount';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { listPackages } from '@electron/services/exchange/ledger';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { getCoverage } from '@electron/services/exchange/tiling';
import { assignScorers } from '@electron/services/marking/assignScorers';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';
import { aPackage } from '../../helpers/packageBytes';
import { aPerson } from '../../helpers/people';
import { placeOf } from '../../helpers/placeOf';
import { expectClean, opened, preview, resultsOf, scoreAt, scores, seatOf } from '../../helpers/scoringSeats';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { refusal } from '../../helpers/testWorkspace';

async function rename(office: Workspace, { accountId, roles, unitCode, allItems }: Actor, name: string) {
  const account = { name, unitCode, roles: [...roles], allItems, active: true };
  await saveAccount(office, { accountId, account });
}

/** Codes of what a seat's scorer scores. */
async function dutiesAt(seat: Workspace): Promise<readonly string[]> {
  const { items, isAssigned } = await loadAssessment(seat);
  return items.filter(({ id }) => isAssigned(id, seat.actor.accountId)).map(({ code }) => code);
}

const lowering = { decisions: [], trust: '', reason: '改了评分', acceptLowering: true };

describe('a scorer whose account is renamed', () => {
  it('keeps the seat, its key and what was scored under the old name', async () => {
    const district = await aSeatDistrict();
    const { office, li } = district;
    const seat = await seatOf(district, '李评分');
    await scores(seat, 'A02', '1.1.3', '33');
    await mergePackage(office, await resultsOf(seat), lowering);
    await scores(seat, 'A03', '1.1.3', '32');
    const old = await resultsOf(seat);
    await rename(office, li, '李明');

    const again = await aPackage(office, { kind: 'assign', scorer: '李明' });
    const { packageId } = await mergePackage(seat, again);
    expect([seat.person, seat.actor.uid]).toEqual(['李明', li.uid]);
    expect((await listPackages(seat)).map(({ state }) => state)).not.toContain('refused');
    await scores(seat, 'A01', '1.1.3', '31');
    const shown = await preview(office, await resultsOf(seat));
    expect(shown).toMatchObject({ key: { standing: 'trusted' }, counts: { conflict: 0, refused: 0 } });
    // What was sent before the renaming came is the same person's too.
    for (const file of [old, await resultsOf(seat)]) await mergePackage(office, file, lowering);
    const stands = await Promise.all(['A01', 'A02', 'A03'].map((unit) => scoreAt(office, unit, '1.1.3')));
    expect(stands.map((score) => [score?.points, score?.scorer])).toEqual([
      [3100, '李明'],
      [3300, '李评分'],
      [3200, '李评分'],
    ]);
    expect((await getCoverage(office)).rows.flatMap((row) => row.scorers)).not.toContain('李评分');

    await rollBackMerge(seat, packageId, '收错了数据包');
    expect(seat.person).toBe('李评分');
    await expectClean(office, seat);
    await seat.close();
    expect((await opened(seat.folder)).person).toBe('李评分');
  });

  it('is still nobody else: another scorer’s package is not this seat’s', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const seat = await seatOf(district, '李评分');
    const other = await aPackage(office, { kind: 'assign', scorer: '张评分' });
    expect(await refusal(mergePackage(seat, other))).toMatchObject({ code: 'PACKAGE_NOT_FOR_YOU' });
    expect(seat.person).toBe('李评分');
  });
});

describe('an item that is taken from its scorer', () => {
  it('is named, can no longer be scored at the seat, and loses nothing', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const seat = await seatOf(district, '李评分');
    await scores(seat, 'A02', '1.1.3', '33');
    const before = await aPackage(office, { kind: 'assign', scorer: '李评分', unitCodes: ['A03'] });
    const wang = await aPerson(office, '王评分', ['leadScorer']);
    const { itemId } = await placeOf(office, 'A02', '1.1.3');
    await assignScorers(office, [{ itemId, accountIds: [wang.accountId] }]);

    const later = await aPackage(office, { kind: 'assign', scorer: '李评分', unitCodes: ['A02'] });
    expect((await preview(seat, later)).rows.filter(({ cell }) => cell === '')).toMatchObject([
      { outcome: 'changed', unitName: '1.1.3 事项1.1.3', what: expect.stringContaining('不再由您评分') },
    ]);
    const { packageId } = await mergePackage(seat, later);
    expect(await dutiesAt(seat)).toEqual(['1.1.2']);
    expect((await scoreAt(seat, 'A02', '1.1.3'))?.points).toBe(3300);
    expect((await refusal(scores(seat, 'A02', '1.1.3', '20'))).code).toBe('ITEM_NOT_ASSIGNED');
    // What left before it was taken away and comes late gives nothing back.
    await mergePackage(seat, before);
    expect(await dutiesAt(seat)).toEqual(['1.1.2']);

    await rollBackMerge(seat, packageId, '收错了数据包');
    expect(await dutiesAt(seat)).toEqual(['1.1.2', '1.1.3']);
    await expectClean(office, seat);
  });

  it('comes back with what was scored, and is no overlap at the office', async () => {
    const district = await aSeatDistrict();
    const { office, li } = district;
    const seat = await seatOf(district, '李评分');
    await scores(seat, 'A02', '1.1.3', '33');
    const wang = await aPerson(office, '王评分', ['leadScorer']);
    const { itemId } = await placeOf(office, 'A02', '1.1.3');
    await assignScorers(office, [{ itemId, accountIds: [wang.accountId] }]);
    await aPackage(office, { kind: 'assign', scorer: '王评分' });
    const { rows } = await getCoverage(office);
    expect(rows.filter(({ itemCode, scorers }) => itemCode === '1.1.3' && scorers.length > 1)).toEqual([]);
    await mergePackage(seat, await aPackage(office, { kind: 'assign', scorer: '李评分' }));
    expect(await dutiesAt(seat)).toEqual(['1.1.2']);
    await assignScorers(office, [{ itemId, accountIds: [li.accountId] }]);
    await mergePackage(seat, await aPackage(office, { kind: 'assign', scorer: '李评分' }));
    expect(await dutiesAt(seat)).toEqual(['1.1.2', '1.1.3']);
    await mergePackage(office, await resultsOf(seat), lowering);
    expect((await scoreAt(office, 'A02', '1.1.3'))?.points).toBe(3300);
    await expectClean(office, seat);
  });
});

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { hasScoredInCurrentCycle } from '@electron/database/approvalRepository';
import { hasEnteredScore, listJudges } from '@electron/database/judgeRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { createSeat } from '@electron/services/exchange/createSeat';
import { cellName } from '@electron/services/exchange/merge/cellName';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { unlockMarkings } from '@electron/services/marking/unlockMarkings';
import { acting } from '../../helpers/acting';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import { aPerson } from '../../helpers/people';
import { placeOf } from '../../helpers/placeOf';
import {
  clears,
  clock,
  expectClean,
  locks,
  opened,
  preview,
  resultsOf,
  scoreAt,
  scores,
  seatOf,
} from '../../helpers/scoringSeats';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal } from '../../helpers/testWorkspace';

describe('what a scorer sends back', () => {
  it('is written under the scorer’s name with its history; markings are settled once all are locked', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    for (const unit of ['A02', 'A03']) await locks(li, unit);
    const file = await resultsOf(li);
    expect((await preview(office, file)).key.standing).toBe('proof');
    const done = await mergePackage(office, file);
    expect(done.counts).toMatchObject({ conflict: 0, refused: 0, changed: 3 });
    expect(await scoreAt(office, 'A02', '1.1.3')).toEqual({
      ...{ points: 3000, scorer: '李评分', settled: 0, reason: '席位上评A02' },
    });
    // Both had marked 41; A01 has 李评分 alone, whose draft stayed at the seat.
    expect(await scoreAt(office, 'A02', '1.1.2')).toMatchObject({ points: 4100, settled: 1 });
    expect(await scoreAt(office, 'A01', '1.1.2')).toBeUndefined();
    const { rows } = await sql<{
      n: number;
    }>`SELECT count(*) AS n FROM score_history WHERE points = 3000`.execute(office.db);
    expect(rows).toEqual([{ n: 1 }]);
    const again = await mergePackage(office, file);
    expect([again.already === '', again.counts.new]).toEqual([false, 0]);
    await expectClean(office, li);
  });

  it('brings no draft of what several score, and says that some stayed', async () => {
    const district = await aSeatDistrict();
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.2', '33.7');
    await locks(li, 'A03');
    const { text } = await readPackageText(await resultsOf(li));
    const { cycle } = await loadAssessment(li);
    const cellOf = (unit: string): string => cellName('marking', { cycle }, unit, '1.1.2', district.li.uid);
    expect([text.includes(cellOf('A03')), text.includes(cellOf('A02'))]).toEqual([true, false]);
    expect(text).not.toContain('席位上评A02');
    const { summary } = await li.db
      .selectFrom('exchange_package')
      .select('summary')
      .where('direction', '=', 'out')
      .executeTakeFirstOrThrow();
    expect(summary).toContain('2 份多人评分还没有锁定');
    // Nor afterwards, as what it had been before it was locked; and it comes in as what was unlocked before.
    await mergePackage(li, await aPackage(district.office, { kind: 'assign', scorer: '李评分' }));
    await scores(li, 'A02', '1.1.2', '35.2');
    await locks(li, 'A02');
    const file = await resultsOf(li);
    const later = (await readPackageText(file)).text;
    expect([later.includes(cellOf('A02')), later.includes('33.7'), later.includes('35.2')]).toEqual([
      true,
      false,
      true,
    ]);
    expect((await mergePackage(district.office, file)).counts).toMatchObject({ conflict: 0, refused: 0 });
  });

  it('of the chosen units only, where some are chosen', async () => {
    const district = await aSeatDistrict();
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    await scores(li, 'A03', '1.1.3', '31');
    const { text } = await readPackageText(await aPackage(li, { kind: 'scores', unitCodes: ['A02'] }));
    expect([text.includes('席位上评A02'), text.includes('席位上评A03')]).toEqual([true, false]);
    expect((await refusal(aPackage(li, { kind: 'scores', unitCodes: ['X9'] }))).code).toBe(
      'UNIT_CODE_UNKNOWN',
    );
    expect((await refusal(aPackage(li, { kind: 'scores', itemCodes: ['9.9'] }))).code).toBe(
      'ITEM_CODE_UNKNOWN',
    );
  });

  it('leaves the office’s sheet as it was once rolled back, and can be merged again', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    await locks(li, 'A02');
    const file = await resultsOf(li);
    const before = await scoreAt(office, 'A02', '1.1.3');
    const { packageId } = await mergePackage(office, file);
    const done = await rollBackMerge(office, packageId, '交错了，重新报送');
    expect(done.kept).toEqual([]);
    expect(await scoreAt(office, 'A02', '1.1.3')).toEqual(before);
    expect(await scoreAt(office, 'A02', '1.1.2')).toMatchObject({ points: null, settled: 0 });
    await expectClean(office);
    expect((await mergePackage(office, file)).counts).toMatchObject({ conflict: 0, refused: 0 });
    expect(await scoreAt(office, 'A02', '1.1.2')).toMatchObject({ points: 4100, settled: 1 });
    await expectClean(office);
  });
});

describe('packages of one scorer', () => {
  it('build on each other; in another order, and again, they leave the same', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    await scores(li, 'A03', '1.1.3', '33');
    const first = await resultsOf(li);
    await scores(li, 'A02', '1.1.3', '20');
    await clears(li, 'A03', '1.1.3');
    await locks(li, 'A02');
    const second = await resultsOf(li);
    await office.close();
    const copy = join(await tempFolder(), '另一份');
    await cp(office.folder, copy, { recursive: true });
    const [one, other] = [await opened(office.folder), await opened(copy)];
    for (const file of [first, second]) {
      expect((await mergePackage(one, file)).counts).toMatchObject({ conflict: 0, refused: 0 });
    }
    await mergePackage(other, second);
    expect((await mergePackage(other, first)).counts).toMatchObject({ new: 0, changed: 0, conflict: 0 });
    expect((await mergePackage(other, first)).already).not.toBe('');
    for (const workspace of [one, other]) {
      expect(await scoreAt(workspace, 'A02', '1.1.3')).toMatchObject({ points: 2000 });
      expect(await scoreAt(workspace, 'A03', '1.1.3')).toMatchObject({ points: null });
      expect(await scoreAt(workspace, 'A02', '1.1.2')).toMatchObject({ points: 4100, settled: 1 });
    }
    await expectClean(one, other);
  });

  it('may be asked for again: what the office unlocks is open at the seat, and comes back locked', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await locks(li, 'A02');
    await mergePackage(office, await resultsOf(li));
    const place = await placeOf(office, 'A02', '1.1.2');
    await unlockMarkings(office, { ...place, accountId: district.li.accountId, reason: '请重新核对材料' });
    await mergePackage(li, await aPackage(office, { kind: 'assign', scorer: '李评分' }));
    await scores(li, 'A02', '1.1.2', '43');
    // Not before it is locked again.
    const between = await mergePackage(office, await resultsOf(li));
    expect(between.counts).toMatchObject({ changed: 0, conflict: 0, refused: 0 });
    await locks(li, 'A02');
    expect((await mergePackage(office, await resultsOf(li))).counts).toMatchObject({
      changed: 1,
      conflict: 0,
    });
    expect(await scoreAt(office, 'A02', '1.1.2')).toMatchObject({ points: 4200, settled: 1 });
    await expectClean(office, li);
  });

  it('bring what every 评分包 to the seat handed out, each on its own items, and no more', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const pack = (unit: string, item: string): Promise<string> =>
      aPackage(office, { kind: 'assign', scorer: '李评分', unitCodes: [unit], itemCodes: [item] });
    const folder = join(await tempFolder(), '席位');
    await createSeat(await pack('A02', '1.1.3'), folder, { clock: clock() });
    const li = await opened(folder);
    await mergePackage(li, await pack('A03', '1.1.2'));
    await scores(li, 'A02', '1.1.3', '30');
    // At the seat, and the scorer's to score, but handed out by nobody.
    await scores(li, 'A03', '1.1.3', '31');
    await locks(li, 'A03');
    const file = await resultsOf(li);
    expect((await mergePackage(office, file)).counts).toMatchObject({ refused: 0, conflict: 0 });
    expect(await scoreAt(office, 'A02', '1.1.3')).toMatchObject({ points: 3000 });
    expect(await scoreAt(office, 'A03', '1.1.3')).toMatchObject({ points: 4550 });
    expect(await scoreAt(office, 'A03', '1.1.2')).toMatchObject({ points: 4100, settled: 1 });
    await expectClean(office, li);
  });
});

describe('a merge that is taken back', () => {
  it('leaves what somebody has decided since, and names it', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    await scores(li, 'A02', '1.1.2', '30');
    await locks(li, 'A02');
    const { packageId } = await mergePackage(office, await resultsOf(li));
    // 41 and 30 are too far apart for the rule.
    const place = await placeOf(office, 'A02', '1.1.2');
    await settleDifference(office, { ...place, entry: { ...anEntry({}), points: '38', reason: '会议商定' } });
    const done = await rollBackMerge(office, packageId, '交错了，重新报送');
    expect(done.kept).toEqual(['单位A02 · 1.1.2 多人评分']);
    expect(await scoreAt(office, 'A02', '1.1.2')).toMatchObject({ points: 3800, settled: 1 });
    expect(await scoreAt(office, 'A02', '1.1.3')).toMatchObject({ points: 4550 });
    await expectClean(office);
  });
});

describe('whoever merges', () => {
  it('is not whoever scored: nothing of it is the merging person’s judgement', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    await locks(li, 'A02');
    const file = await resultsOf(li);
    const merger = await aPerson(office, '周主任', ['officeAdmin']);
    const place = await placeOf(office, 'A02', '1.1.3');
    await acting(office, merger, () => mergePackage(office, file));
    expect(await hasScoredInCurrentCycle(office.db, merger)).toBe(false);
    expect(await hasEnteredScore(office.db, merger.uid, place.unitId, place.itemId)).toBe(false);
    expect((await listJudges(office.db, place.unitId, place.itemId)).names).toEqual(['李评分']);
  });

  it('decides nothing about the own unit', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const [first, second] = [await seatOf(district, '李评分'), await seatOf(district, '李评分')];
    await scores(first, 'A02', '1.1.3', '30');
    await scores(second, 'A02', '1.1.3', '20');
    await mergePackage(office, await resultsOf(first));
    const file = await resultsOf(second);
    const [row] = (await preview(office, file)).rows.filter(({ outcome }) => outcome === 'conflict');
    const take = { ...NO_CHOICES, decisions: [{ cell: row?.cell ?? '', take: 'theirs' as const }] };
    const merger = await aPerson(office, '周主任', ['officeAdmin'], { unitCode: 'A02' });
    const refused = await refusal(acting(office, merger, () => mergePackage(office, file, take)));
    expect(refused.code).toBe('CONFLICT_OF_INTEREST');
    const left = await acting(office, merger, () => mergePackage(office, file));
    expect(left.counts).toMatchObject({ conflict: 1 });
    await expectClean(office);
  });
});

describe('two scorers of one item that one person is to score', () => {
  it('are shown with both values and written over by nobody', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const [first, second] = [await seatOf(district, '李评分'), await seatOf(district, '李评分')];
    await scores(first, 'A02', '1.1.3', '30');
    await scores(second, 'A02', '1.1.3', '20');
    await mergePackage(office, await resultsOf(first));
    const file = await resultsOf(second);
    const [row] = (await preview(office, file)).rows.filter(({ outcome }) => outcome === 'conflict');
    expect(row).toMatchObject({ what: '评分', unitCode: 'A02', itemCode: '1.1.3' });
    expect(row?.base).toContain('得分 45.50');
    expect(row?.ours).toContain('得分 30.00');
    expect(row?.theirs).toContain('得分 20.00');
    const take = { ...NO_CHOICES, decisions: [{ cell: row?.cell ?? '', take: 'ours' as const }] };
    expect((await mergePackage(office, file, take)).counts).toMatchObject({ kept: 1, conflict: 0 });
    expect(await scoreAt(office, 'A02', '1.1.3')).toMatchObject({ points: 3000 });
    await expectClean(office);
  });
});

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { hasScoredInCurrentCycle } from '@electron/database/approvalRepository';
import { hasEnteredScore, listJudges } from '@electron/database/judgeRepository';
import { saveAccount } from '@electron/services/account/saveAccount';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { createSeat } from '@electron/services/exchange/createSeat';
import { scoresHandler } from '@electron/services/exchange/kinds/scoresHandler';
import type { PackageContents } from '@electron/services/exchange/kinds/packageHandler';
import { cellName } from '@electron/services/exchange/merge/cellName';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { discardPrepared, readContents } from '@electron/services/exchange/preparedPackage';
import { preparePackage } from '@electron/services/exchange/preparePackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { getCoverage } from '@electron/services/exchange/tiling';
import { sha256Text } from '@electron/services/caseFiles/sha256Text';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { unlockMarkings } from '@electron/services/marking/unlockMarkings';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { makeVersion } from '@shared/exchange/versions';
import type { MergeChoices, PackagePreview } from '@shared/ipc/practice/exchange';
import { acting } from '../../helpers/acting';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import { aPerson } from '../../helpers/people';
import { aSeatDistrict, type SeatDistrict } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

const open: Workspace[] = [];

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
});

const clock = (): (() => Date) => {
  let at = Date.UTC(2021, 0, 5);
  return () => new Date((at += 1000));
};

async function seatOf(
  { office }: SeatDistrict,
  scorer: string,
  unitCodes: readonly string[] = [],
): Promise<Workspace> {
  const file = await aPackage(office, { kind: 'assign', scorer, unitCodes });
  const folder = join(await tempFolder(), '席位');
  await createSeat(file, folder, { clock: clock() });
  return opened(folder);
}

async function opened(folder: string): Promise<Workspace> {
  const workspace = await openWorkspace(folder, { clock: clock() });
  open.push(workspace);
  return workspace;
}

const placeIn = async (workspace: Workspace, unit: string, item: string) => {
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  return { unitId: unitByCode.get(unit)?.id ?? 0, itemId: itemByCode.get(item)?.id ?? 0 };
};

async function scores(seat: Workspace, unit: string, item: string, points: string): Promise<void> {
  const entry = anEntry({ 得分: points }, { reason: `席位上评${unit}` });
  await setScore(seat, { ...(await placeIn(seat, unit, item)), entry, scorer: seat.person });
}

/** Takes out again what was typed. */
async function clears(seat: Workspace, unit: string, item: string): Promise<void> {
  await recordScore(seat, { ...(await placeIn(seat, unit, item)), entry: EMPTY_ENTRY, editId: '' });
}

async function locks(seat: Workspace, unit: string): Promise<void> {
  const { unitId } = await placeIn(seat, unit, '1.1.2');
  await lockMarkings(seat, { unitId });
}

const resultsOf = (seat: Workspace): Promise<string> => aPackage(seat, { kind: 'scores' });

async function preview(office: Workspace, file: string): Promise<PackagePreview> {
  const prepared = await preparePackage(office, file);
  try {
    return await previewPrepared(office, prepared);
  } finally {
    await discardPrepared(prepared);
  }
}

const CHOICES: MergeChoices = { decisions: [], trust: '', reason: '', acceptLowering: false };

async function scoreAt(workspace: Workspace, unit: string, item: string) {
  const { unitId, itemId } = await placeIn(workspace, unit, item);
  const row = await workspace.db
    .selectFrom('score')
    .select(['points', 'scorer', 'settled', 'reason'])
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row && { ...row };
}

const expectClean = async (...workspaces: readonly Workspace[]): Promise<void> => {
  for (const workspace of workspaces) expect((await verifyWorkspace(workspace)).findings).toEqual([]);
};

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
    await scores(li, 'A02', '1.1.2', '33');
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
    const place = await placeIn(office, 'A02', '1.1.2');
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
    const place = await placeIn(office, 'A02', '1.1.2');
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
    const place = await placeIn(office, 'A02', '1.1.3');
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
    const take = { ...CHOICES, decisions: [{ cell: row?.cell ?? '', take: 'theirs' as const }] };
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
    const take = { ...CHOICES, decisions: [{ cell: row?.cell ?? '', take: 'ours' as const }] };
    expect((await mergePackage(office, file, take)).counts).toMatchObject({ kept: 1, conflict: 0 });
    expect(await scoreAt(office, 'A02', '1.1.3')).toMatchObject({ points: 3000 });
    await expectClean(office);
  });
});

describe('what is refused', () => {
  it('scores that answer what this workspace never handed out', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const copy = join(await tempFolder(), '旧备份');
    await office.close();
    await cp(office.folder, copy, { recursive: true });
    const again = await opened(office.folder);
    const li = await seatOf({ ...district, office: again }, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    const file = await resultsOf(li);
    const older = await opened(copy);
    expect((await refusal(preview(older, file))).code).toBe('SCORES_WITHOUT_ASSIGNMENT');
  });

  it('whatever a scorer may not say, by whoever has the key of the seat', async () => {
    const district = await aSeatDistrict();
    const { office, zhang } = district;
    const li = await seatOf(district, '李评分', ['A02']);
    await scores(li, 'A02', '1.1.3', '30');
    await locks(li, 'A02');
    const prepared = await preparePackage(office, await resultsOf(li));
    const contents = await readContents(prepared);
    await discardPrepared(prepared);
    const assessment = await loadAssessment(office);
    const scope = async (changed: PackageContents) => scoresHandler.scope(assessment, changed, office.db);
    const own = await scope(contents);
    expect(own.unitIds).toHaveLength(1);
    const said = async (value: unknown, kind: string, ...place: readonly string[]): Promise<string> => {
      const cell = cellName(kind, assessment, ...place);
      return (await refusal(scope(withHead(contents, cell, value)))).code;
    };
    const score = { ...ENTRY, scorer: '李评分' };
    const marking = { ...ENTRY, locked: true };
    const outcomes = {
      otherUnit: await said(score, 'score', 'A03', '1.1.3'),
      otherItem: await said(score, 'score', 'A02', '1.1.1'),
      unknownUnit: await said(score, 'score', 'X9', '1.1.3'),
      otherKind: await said({ points: '50', statement: '' }, 'self', 'A02', '1.1.3'),
      otherName: await said({ ...score, scorer: '张评分' }, 'score', 'A02', '1.1.3'),
      otherMarking: await said(marking, 'marking', 'A02', '1.1.2', zhang.uid),
      draft: await said({ ...marking, locked: false }, 'marking', 'A02', '1.1.2', district.li.uid),
      otherFields: await said({ ...score, extra: 1 }, 'score', 'A02', '1.1.3'),
      otherOrder: await said({ scorer: '李评分', ...ENTRY }, 'score', 'A02', '1.1.3'),
      noReason: await said(
        { judgement: 'rejected', reason: ' ' },
        'judgement',
        'A02',
        '1.1.3',
        'a'.repeat(64),
      ),
    };
    expect(outcomes).toEqual({
      ...{ otherUnit: 'SCORES_BEYOND_ASSIGNMENT', otherItem: 'SCORES_BEYOND_ASSIGNMENT' },
      ...{ unknownUnit: 'SCORES_BEYOND_ASSIGNMENT', otherKind: 'SCORES_BEYOND_ASSIGNMENT' },
      ...{ otherName: 'SCORES_OF_ANOTHER', otherMarking: 'SCORES_OF_ANOTHER' },
      ...{ draft: 'SCORES_MALFORMED', otherFields: 'SCORES_MALFORMED' },
      ...{ otherOrder: 'SCORES_MALFORMED', noReason: 'SCORES_MALFORMED' },
    });
    const from = { ...contents.manifest.from, scorer: '张评分' };
    const named = { ...contents, manifest: { ...contents.manifest, from } };
    expect((await refusal(scope(named))).code).toBe('SCORES_OF_ANOTHER');
  });

  it('scores of the unit the scorer belongs to by now, each by name; the others come in', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    await scores(li, 'A03', '1.1.3', '31');
    await locks(li, 'A02');
    const account = {
      name: '李评分',
      roles: ['leadScorer' as const],
      unitCode: 'A02',
      allItems: false,
      active: true,
    };
    await saveAccount(office, { accountId: district.li.accountId, account });
    const file = await resultsOf(li);
    const refused = (await preview(office, file)).rows.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ unitCode, why }) => [unitCode, why])).toEqual([
      ['A02', '“李评分”属于这个单位，不能对本单位评分。'],
      ['A02', '“李评分”属于这个单位，不能对本单位评分。'],
    ]);
    await mergePackage(office, file);
    expect(await scoreAt(office, 'A02', '1.1.3')).toMatchObject({ points: 4550 });
    expect(await scoreAt(office, 'A03', '1.1.3')).toMatchObject({ points: 3100 });
    await expectClean(office);
  });

  it('what nobody may send: from an office, from a seat with nothing scored', async () => {
    const district = await aSeatDistrict();
    expect((await refusal(resultsOf(district.office))).code).toBe('PACKAGE_NOT_OF_SEAT');
    const somebody = await anotherScorer(district);
    const seat = await seatOf(district, somebody.name);
    await seat.db.updateTable('evidence_link').set({ judgement: 'pending', judgement_reason: '' }).execute();
    expect((await refusal(resultsOf(seat))).code).toBe('SCORES_NOTHING_TO_SEND');
  });

  it('what comes once the scores are told: it waits, and a reason alone does not open them', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    const file = await resultsOf(li);
    await moveOnTo(office, 'feedback');
    const { held } = await mergePackage(office, file);
    expect(held).toContain('反馈');
    const forced = await refusal(mergePackage(office, file, { ...CHOICES, reason: '评分员晚交' }));
    expect(forced.code).toBe('CYCLE_STATE_FORBIDS');
    expect(await scoreAt(office, 'A02', '1.1.3')).toMatchObject({ points: 4550 });
    await expectClean(office);
  });
});

describe('分工覆盖', () => {
  it('shows what was handed to nobody, and what to several', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    expect((await refusal(acting(office, district.li, () => getCoverage(office)))).code).toBe(
      'NOT_PERMITTED',
    );
    expect(await getCoverage(office)).toMatchObject({ places: 9, covered: 0, gaps: 9, overlaps: 0 });
    await aPackage(office, { kind: 'assign', scorer: '张评分' });
    const partly = await getCoverage(office);
    // 1.1.1 of A02 and A03 are covered; 1.1.2 waits for 李评分 too, A01 and 1.1.3 have nobody.
    expect(partly).toMatchObject({ covered: 2, gaps: 7, overlaps: 0 });
    expect(
      partly.rows.find(({ unitCode, itemCode }) => unitCode === 'A02' && itemCode === '1.1.2'),
    ).toMatchObject({
      scorers: ['张评分'],
      missing: ['李评分'],
    });
    await aPackage(office, { kind: 'assign', scorer: '李评分' });
    const whole = await getCoverage(office);
    expect(whole).toMatchObject({ gaps: 1, overlaps: 0 });
    expect(whole.rows).toMatchObject([{ unitCode: 'A01', itemCode: '1.1.1', scorers: [], missing: [] }]);
    const other = await anotherScorer(district);
    await aPackage(office, { kind: 'assign', scorer: other.name });
    expect((await getCoverage(office)).overlaps).toBe(3);
    expect((await getCoverage(office)).items).toMatchObject([
      { code: '1.1.1', gaps: 1 },
      { code: '1.1.3', overlaps: 3 },
    ]);
  });
});

const ENTRY = { inputs: [{ 得分: '10' }], points: '', notApplicable: false, reason: '压分' };

/** A package in which 李评分 says one thing more, or another. */
function withHead({ manifest, data }: PackageContents, cell: string, value: unknown): PackageContents {
  const said = { cell, value: JSON.stringify(value), at: '2021-01-06T00:00:00Z', person: '李评分', rank: 2 };
  const version = { ...makeVersion({ ...said, parents: [] }, sha256Text), parents: [] };
  const heads = (data.heads ?? []).filter((head) => head.cell !== cell);
  return {
    manifest,
    data: {
      ...data,
      versions: [...(data.versions ?? []), version],
      heads: [...heads, { cell, heads: [version.id] }],
    },
  };
}

/** Somebody who scores 1.1.3 beside 李评分 although one person is to. */
async function anotherScorer({ office, li }: SeatDistrict): Promise<Actor> {
  const other = await aPerson(office, '赵评分', ['leadScorer']);
  const { itemId } = await placeIn(office, 'A01', '1.1.3');
  await assignScorers(office, [{ itemId, accountIds: [li.accountId, other.accountId] }]);
  return other;
}

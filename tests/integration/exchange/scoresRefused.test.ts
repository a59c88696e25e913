import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveAccount } from '@electron/services/account/saveAccount';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { listAutomaticBackups } from '@electron/services/backup/snapshotDatabase';
import { sha256Text } from '@electron/services/caseFiles/sha256Text';
import type { PackageContents } from '@electron/services/exchange/kinds/packageHandler';
import { scoresHandler } from '@electron/services/exchange/kinds/scoresHandler';
import { cellName } from '@electron/services/exchange/merge/cellName';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { preparePackage } from '@electron/services/exchange/preparePackage';
import { discardPrepared, readContents } from '@electron/services/exchange/preparedPackage';
import { getCoverage } from '@electron/services/exchange/tiling';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';
import type { Actor } from '@shared/domain/role';
import { makeVersion } from '@shared/exchange/versions';
import { acting } from '../../helpers/acting';
import { aPackage } from '../../helpers/packageBytes';
import { aPerson } from '../../helpers/people';
import { placeOf } from '../../helpers/placeOf';
import {
  expectClean,
  locks,
  opened,
  preview,
  resultsOf,
  scoreAt,
  scores,
  seatOf,
} from '../../helpers/scoringSeats';
import { aSeatDistrict, type SeatDistrict } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

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
      // Outranked by nobody and in nobody's name: no conflict of interest would be asked about.
      noName: await said({ ...score, scorer: '' }, 'score', 'A02', '1.1.3'),
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
      ...{ noName: 'SCORES_OF_ANOTHER', otherName: 'SCORES_OF_ANOTHER', otherMarking: 'SCORES_OF_ANOTHER' },
      ...{ draft: 'SCORES_MALFORMED', otherFields: 'SCORES_MALFORMED' },
      ...{ otherOrder: 'SCORES_MALFORMED', noReason: 'SCORES_MALFORMED' },
    });
    // A version lent to another cell, and another spelling of a place.
    const heads = contents.data.heads ?? [];
    const marked = heads.find(({ cell }) => cell.startsWith('marking:'))?.heads ?? [];
    const lent = async (cell: string): Promise<string> => {
      const others = heads.filter((head) => head.cell !== cell);
      const data = { ...contents.data, heads: [...others, { cell, heads: marked }] };
      return (await refusal(scope({ ...contents, data }))).code;
    };
    const ownScore = cellName('score', assessment, 'A02', '1.1.3');
    expect(await lent(cellName('marking', assessment, 'A02', '1.1.2', zhang.uid))).toBe('SCORES_OF_ANOTHER');
    expect(await lent(ownScore)).toBe('SCORES_MALFORMED');
    expect(await lent(ownScore.replace('A02', '%4102'))).toBe('SCORES_BEYOND_ASSIGNMENT');
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

  it('scores of items that were given to somebody else since, and of who scores no more, each by name', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    const file = await resultsOf(li);
    const { itemId } = await placeOf(office, 'A02', '1.1.3');
    const give = (to: Actor) => assignScorers(office, [{ itemId, accountIds: [to.accountId] }]);
    const reasons = async (): Promise<readonly string[]> =>
      (await preview(office, file)).rows
        .filter(({ what, why }) => what === '评分' && why !== '')
        .map(({ why }) => why);
    await give(district.zhang);
    expect(await reasons()).toEqual(['这项指标现在没有分配给“李评分”评分。']);
    await give(district.li);
    expect(await reasons()).toEqual([]);
    const account = {
      name: '李评分',
      roles: ['leadScorer' as const],
      unitCode: '',
      allItems: false,
      active: false,
    };
    await saveAccount(office, { accountId: district.li.accountId, account, confirmed: true });
    expect(await reasons()).toHaveLength(1);
    await mergePackage(office, file);
    expect(await scoreAt(office, 'A02', '1.1.3')).toMatchObject({ points: 4550 });
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

  it('what comes once the scores are told: no reason opens them, so none is asked for', async () => {
    const district = await aSeatDistrict();
    const { office } = district;
    const li = await seatOf(district, '李评分');
    await scores(li, 'A02', '1.1.3', '30');
    const file = await resultsOf(li);
    await moveOnTo(office, 'feedback');
    for (const reason of ['', '评分员晚交']) {
      const refused = await refusal(mergePackage(office, file, { ...NO_CHOICES, reason }));
      expect([refused.code, refused.todo.includes('退回“评审”')]).toEqual(['CYCLE_STATE_FORBIDS', true]);
    }
    expect((await refusal(preview(office, file))).code).toBe('CYCLE_STATE_FORBIDS');
    expect(
      await office.db.selectFrom('exchange_package').select('id').where('direction', '=', 'in').execute(),
    ).toEqual([]);
    const copies = await listAutomaticBackups(workspacePaths(office.folder));
    expect(copies.filter((name) => name.startsWith('before-merge'))).toEqual([]);
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
  const { itemId } = await placeOf(office, 'A01', '1.1.3');
  await assignScorers(office, [{ itemId, accountIds: [li.accountId, other.accountId] }]);
  return other;
}

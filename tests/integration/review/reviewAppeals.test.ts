import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { insertAppeal } from '@electron/database/appealRepository';
import { findScore } from '@electron/database/scoreRepository';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { getAppealEffect } from '@electron/services/review/getAppealEffect';
import { fileAppeal, type AppealToFile } from '@electron/services/review/fileAppeal';
import { getFeedback } from '@electron/services/review/getFeedback';
import { listAppeals } from '@electron/services/review/listAppeals';
import { simulateScores } from '@electron/services/review/simulateScores';
import { withdrawAppeal } from '@electron/services/review/withdrawAppeal';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aReviewWorkspace, FEEDBACK_DAY, type ReviewWorkspace } from '../../helpers/reviewWorkspace';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

const DAY = 86_400_000;

async function inFeedback(): Promise<ReviewWorkspace> {
  const district = await aReviewWorkspace();
  await district.enter('feedback');
  return district;
}

function anAppeal({ at }: ReviewWorkspace, changes: Partial<AppealToFile> = {}): AppealToFile {
  return {
    ...at('A02', '1.1.1'),
    grounds: '台账已补齐',
    requestedPoints: 3800,
    evidenceIds: [],
    lateReason: '',
    ...changes,
  };
}

describe('提出申诉', () => {
  it('is filed by the leader of the unit, with the score it is against and its new evidence', async () => {
    const district = await inFeedback();
    const { workspace, at, as } = district;
    const place = at('A02', '1.1.1');
    const paths = [await fileOf(await tempFolder(), '补充台账.pdf', aPdf())];
    const { added } = await addEvidence(workspace, { ...place, paths });
    as('王局', ['unitLeader'], 'A02');
    const filed = await fileAppeal(workspace, anAppeal(district, { evidenceIds: added.map(({ id }) => id) }));
    expect(filed).toMatchObject({
      ...{ state: 'filed', originalPoints: 3600, requestedPoints: 3800, filedBy: '王局', lateReason: '' },
      answerBy: { dueOn: '2020-12-16', daysLeft: 7 },
      evidence: [{ name: '补充台账.pdf' }],
      mayDecide: false,
      // A unit does not learn who scored it.
      scorer: '',
    });
    const { rows } = await sql<{ action: string; reason: string }>`SELECT action, reason FROM audit_entry
      WHERE unit_id = ${place.unitId} AND item_id = ${place.itemId} AND action = 'appeal.file'`.execute(
      workspace.db,
    );
    expect(rows).toEqual([{ action: 'appeal.file', reason: '台账已补齐' }]);
  });

  it('has its number within its year', async () => {
    const district = await inFeedback();
    const { workspace, at, as } = district;
    const { id: earlier } = await workspace.db
      .insertInto('cycle')
      .columns(['uid', 'year', 'name', 'state', 'system_id', 'created_at'])
      .expression((eb) =>
        eb
          .selectFrom('cycle')
          .select([sql`'earlier'`.as('uid'), sql`year - 1`.as('year'), 'name'])
          .select([sql`'archived'`.as('state'), 'system_id', 'created_at']),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await insertAppeal(workspace.db, {
      ...{ uid: 'of last year', cycleId: earlier, ...at('A03', '1.1.1'), grounds: '去年的', evidenceIds: [] },
      ...{
        requestedPoints: null,
        originalPoints: null,
        filedBy: '李局',
        filedAt: '2019-12-01T00:00:00.000Z',
      },
      lateReason: '',
    });
    as('王局', ['unitLeader'], 'A02');
    const filed = await fileAppeal(workspace, anAppeal(district));
    expect(filed).toMatchObject({ id: 2, number: 1 });
    const [line] = (await getFeedback(workspace, { unitId: filed.unitId })).lines.filter(
      ({ itemId }) => itemId === filed.itemId,
    );
    expect(line?.appeal).toEqual({ id: 2, number: 1, state: 'filed', again: false });
  });

  it.each<[string, Parameters<ReviewWorkspace['as']>, string]>([
    ['the filler of the unit', ['小王', ['unitFiller'], 'A02'], 'NOT_PERMITTED'],
    ['the leader of another unit', ['李局', ['unitLeader'], 'A03'], 'NOT_YOUR_UNIT'],
    ['a scorer', ['张三', ['leadScorer']], 'NOT_PERMITTED'],
    ['the approver', ['赵县', ['approver']], 'NOT_PERMITTED'],
    ['nobody', ['', []], 'NOT_SIGNED_IN'],
  ])('is not filed by %s', async (_name, who, code) => {
    const district = await inFeedback();
    district.as(...who);
    expect((await refusal(fileAppeal(district.workspace, anAppeal(district)))).code).toBe(code);
  });

  it.each(['selfEvaluating', 'reviewing', 'approved', 'archived'] as const)(
    'is not filed in %s',
    async (state) => {
      const district = await aReviewWorkspace();
      await district.enter(state);
      expect((await refusal(fileAppeal(district.workspace, anAppeal(district)))).code).toBe(
        'CYCLE_STATE_FORBIDS',
      );
    },
  );

  it('is filed on the last day; after it only by the office, with a reason', async () => {
    const district = await inFeedback();
    const { workspace, as, setClock, at } = district;
    setClock(new Date(FEEDBACK_DAY.getTime() + 7 * DAY));
    as('王局', ['unitLeader'], 'A02');
    await fileAppeal(workspace, anAppeal(district));
    setClock(new Date(FEEDBACK_DAY.getTime() + 8 * DAY));
    const late = anAppeal(district, at('A02', '1.1.2'));
    expect((await refusal(fileAppeal(workspace, { ...late, lateReason: '出差' }))).code).toBe('APPEAL_LATE');
    as('考评办', ['officeAdmin']);
    expect((await refusal(fileAppeal(workspace, late))).code).toBe('APPEAL_LATE_REASON_MISSING');
    const filed = await fileAppeal(workspace, { ...late, lateReason: '来函在期限内寄出' });
    expect(filed.lateReason).toBe('来函在期限内寄出');
  });

  it('keeps to the deadline the office set', async () => {
    const district = await inFeedback();
    const { workspace, as, setClock } = district;
    await sql`INSERT INTO cycle_deadline (cycle_id, state, due_on) SELECT id, 'feedback', '2020-12-10' FROM cycle`.execute(
      workspace.db,
    );
    as('王局', ['unitLeader'], 'A02');
    expect((await listAppeals(workspace)).window).toEqual({ dueOn: '2020-12-10', daysLeft: 1 });
    setClock(new Date(FEEDBACK_DAY.getTime() + 2 * DAY));
    expect((await refusal(fileAppeal(workspace, anAppeal(district)))).code).toBe('APPEAL_LATE');
  });

  it('needs grounds, a score, a possible figure, and evidence of the unit itself', async () => {
    const district = await inFeedback();
    const { workspace, at } = district;
    const code = async (changes: Partial<AppealToFile>) =>
      (await refusal(fileAppeal(workspace, anAppeal(district, changes)))).code;
    expect(await code({ grounds: '　 ' })).toBe('REVIEW_TEXT_MISSING');
    expect(await code({ requestedPoints: 4001 })).toBe('ADJUSTMENT_OUT_OF_RANGE');
    expect(await code(at('A02', 'B1'))).toBe('ADJUSTMENT_OUT_OF_RANGE');
    expect(await code({ ...at('A02', 'B1'), requestedPoints: 100 })).toBe('APPEAL_NOTHING_SCORED');
    const paths = [await fileOf(await tempFolder(), '别人的.pdf', aPdf())];
    const { added } = await addEvidence(workspace, { ...at('A03', '1.1.1'), paths });
    expect(await code({ evidenceIds: added.map(({ id }) => id) })).toBe('APPEAL_EVIDENCE_NOT_OF_UNIT');
    await fileAppeal(workspace, anAppeal(district));
    expect(await code({})).toBe('APPEAL_ALREADY_OPEN');
  });

  it('is taken back by the unit, and may then be filed again', async () => {
    const district = await inFeedback();
    const { workspace, as } = district;
    as('王局', ['unitLeader'], 'A02');
    const { id } = await fileAppeal(workspace, anAppeal(district));
    as('李局', ['unitLeader'], 'A03');
    expect((await refusal(withdrawAppeal(workspace, { id, reason: '' }))).code).toBe('NOT_YOUR_UNIT');
    as('王局', ['unitLeader'], 'A02');
    expect(await withdrawAppeal(workspace, { id, reason: '核对后认可' })).toMatchObject({
      state: 'withdrawn',
    });
    expect((await refusal(withdrawAppeal(workspace, { id, reason: '' }))).code).toBe(
      'APPEAL_ALREADY_DECIDED',
    );
    expect((await fileAppeal(workspace, anAppeal(district))).id).not.toBe(id);
  });
});

describe('复核申诉', () => {
  it('that is won changes the final score, keeps the assessed one, and says who moves', async () => {
    const district = await inFeedback();
    const { workspace, at, as } = district;
    const place = at('A02', '1.1.1');
    const { id } = await fileAppeal(workspace, anAppeal(district, { requestedPoints: 4000 }));
    as('赵县', ['approver']);
    const tried = await simulateScores(workspace, [{ ...place, toPoints: 4000 }]);
    const { appeal, effect } = await decideAppeal(workspace, { id, toPoints: 4000, opinion: '材料属实' });
    expect(effect).toEqual(tried);
    expect(appeal).toMatchObject({
      ...{ state: 'adjusted', originalPoints: 3600, decidedPoints: 4000, decidedBy: '赵县' },
      ...{ assessedPoints: 3600, adjustment: 400, finalPoints: 4000 },
    });
    expect(
      effect.standings.map(({ name, before, after, own }) => [name, before.rank, after.rank, own]),
    ).toEqual([
      ['单位A02', 2, 1, true],
      ['单位A01', 1, 2, false],
    ]);
    expect(effect.standings.map(({ before, after }) => [before.grade, after.grade])).toEqual([
      ['良好', '优秀'],
      ['优秀', '良好'],
    ]);
    expect(await getAppealEffect(workspace, { id })).toEqual(effect);
    as('王局', ['unitLeader'], 'A02');
    expect((await refusal(getAppealEffect(workspace, { id }))).code).toBe('NOT_PERMITTED');
    as('赵县', ['approver']);
    const { units } = await computeCycle(workspace);
    expect(units.map(({ code, final, rank }) => [code, final, rank])).toEqual([
      ['A01', 9400, 2],
      ['A02', 9600, 1],
      ['A03', 9000, 3],
      ['A04', 8800, 4],
    ]);
    const { rows } = await sql<{ action: string }>`SELECT action FROM audit_entry
      WHERE unit_id = ${place.unitId} AND item_id = ${place.itemId} ORDER BY id`.execute(workspace.db);
    expect(rows.map(({ action }) => action)).toEqual(['appeal.file', 'score.adjust', 'appeal.decide']);
  });

  it('that is lost leaves the score as it is', async () => {
    const district = await inFeedback();
    const { workspace, at, as } = district;
    const { id } = await fileAppeal(workspace, anAppeal(district));
    const { unitId, itemId } = at('A02', '1.1.1');
    const before = await findScore(workspace.db, unitId, itemId);
    as('赵县', ['approver']);
    const { appeal, effect } = await decideAppeal(workspace, { id, toPoints: null, opinion: '材料不足' });
    expect(appeal).toMatchObject({ state: 'upheld', decidedPoints: 3600, finalPoints: 3600, adjustment: 0 });
    expect(effect).toEqual({ scores: [], standings: [] });
    expect(await findScore(workspace.db, unitId, itemId)).toEqual(before);
  });

  it.each<[string, Parameters<ReviewWorkspace['as']>, string]>([
    ['its scorer', ['张三', ['officeAdmin']], 'DECIDED_BY_OWN_JUDGE'],
    ['somebody of the unit', ['赵县', ['approver'], 'A02'], 'CONFLICT_OF_INTEREST'],
    ['the unit', ['王局', ['unitLeader'], 'A02'], 'NOT_PERMITTED'],
    ['another scorer', ['李四', ['leadScorer']], 'NOT_PERMITTED'],
    ['the auditor', ['纪检', ['auditor']], 'NOT_PERMITTED'],
    ['nobody', ['', []], 'NOT_SIGNED_IN'],
  ])('is not decided by %s', async (_name, who, code) => {
    const district = await inFeedback();
    const { workspace, as } = district;
    const { id } = await fileAppeal(workspace, anAppeal(district));
    as(...who);
    const decision = { id, toPoints: 3800, opinion: '同意' };
    expect((await refusal(decideAppeal(workspace, decision))).code).toBe(code);
  });

  it('is not decided by one of several scorers, nor by who found it on site', async () => {
    const district = await inFeedback();
    const { workspace, as, at } = district;
    const { unitId, itemId } = at('A02', '1.1.1');
    const { id } = await fileAppeal(workspace, anAppeal(district));
    await sql`UPDATE score SET scorer = '李四、王五' WHERE unit_id = ${unitId} AND item_id = ${itemId}`.execute(
      workspace.db,
    );
    await sql`INSERT INTO score_adjustment (uid, unit_id, item_id, kind, from_points, to_points, reason, basis, person, at)
      VALUES ('a', ${unitId}, ${itemId}, 'siteCheck', 3600, 3500, '缺', '', '陈六', '2020-12-08')`.execute(
      workspace.db,
    );
    for (const name of ['李四', '王五', '陈六']) {
      as(name, ['approver']);
      expect((await refusal(decideAppeal(workspace, { id, toPoints: null, opinion: '维持' }))).code).toBe(
        'DECIDED_BY_OWN_JUDGE',
      );
      const [appeal] = (await listAppeals(workspace)).appeals;
      expect(appeal).toMatchObject({
        mayDecide: false,
        mayNotDecideBecause: '评过、录入过或核查过这一项，须由别人复核',
      });
    }
    as('赵县', ['approver']);
    expect((await listAppeals(workspace)).appeals[0]).toMatchObject({
      mayDecide: true,
      mayNotDecideBecause: '',
    });
  });

  it('needs an opinion and a possible figure, and stands once it is made', async () => {
    const district = await inFeedback();
    const { workspace, as, enter } = district;
    const { id } = await fileAppeal(workspace, anAppeal(district));
    as('赵县', ['approver']);
    const code = async (decision: Partial<{ id: number; toPoints: number | null; opinion: string }>) =>
      (await refusal(decideAppeal(workspace, { id, toPoints: 3800, opinion: '同意', ...decision }))).code;
    expect(await code({ opinion: '' })).toBe('REVIEW_TEXT_MISSING');
    expect(await code({ toPoints: 4100 })).toBe('ADJUSTMENT_OUT_OF_RANGE');
    expect(await code({ toPoints: 3600 })).toBe('ADJUSTMENT_CHANGES_NOTHING');
    expect(await code({ id: id + 1 })).toBe('APPEAL_UNKNOWN');
    await decideAppeal(workspace, { id, toPoints: 3800, opinion: '同意' });
    expect(await code({})).toBe('APPEAL_ALREADY_DECIDED');
    await expect(sql`UPDATE appeal SET opinion = 'x'`.execute(workspace.db)).rejects.toThrow(
      'APPEAL_ALREADY_DECIDED',
    );
    await expect(sql`DELETE FROM appeal`.execute(workspace.db)).rejects.toThrow('APPEAL_IS_KEPT');
    await enter('approved');
    expect(await code({})).toBe('CYCLE_STATE_FORBIDS');
  });

  it('is seen by the own unit only, and by those who decide', async () => {
    const district = await inFeedback();
    const { workspace, as, at } = district;
    await fileAppeal(workspace, anAppeal(district));
    await fileAppeal(workspace, anAppeal(district, at('A03', '1.1.2')));
    const seen = async () => (await listAppeals(workspace)).appeals.map(({ unitCode }) => unitCode);
    expect(await seen()).toEqual(['A02', 'A03']);
    as('王局', ['unitLeader'], 'A02');
    expect(await seen()).toEqual(['A02']);
    as('旁人', ['unitFiller'], 'A04');
    expect(await seen()).toEqual([]);
  });
});

import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { judgementCells } from '@electron/services/exchange/cells/judgementCells';
import { markingCells } from '@electron/services/exchange/cells/markingCells';
import { scoreCells } from '@electron/services/exchange/cells/scoreCells';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { judgeEvidence } from '@electron/services/evidence/judgeEvidence';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { unlockMarkings } from '@electron/services/marking/unlockMarkings';
import { recordScore } from '@electron/services/scores/recordScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import type { Actor } from '@shared/domain/role';
import { AppError } from '@shared/errors/appError';
import { acting } from '../../helpers/acting';
import { CellSide, type PackedKinds } from '../../helpers/cellSide';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';
import { anEntry } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

const KINDS = [scoreCells, markingCells, judgementCells];
const ONE = '1.1.1';
const SEVERAL = '1.1.2';

/** Drafts of what several score stay where they are. */
const isSent = (cell: string, value: unknown): boolean =>
  !cell.startsWith('marking:') || (value as { locked?: boolean } | null)?.locked === true;

const opened: CellSide[] = [];

afterEach(async () => {
  for (const { workspace } of opened.splice(0)) await workspace.close();
});

/** A scorer at a copy of a workspace. */
class Scorer {
  constructor(
    readonly side: CellSide,
    readonly who: Actor,
  ) {}

  async #place(unitCode: string, itemCode: string) {
    const { unitByCode, itemByCode } = await loadAssessment(this.side.workspace);
    return { unitId: unitByCode.get(unitCode)?.id ?? 0, itemId: itemByCode.get(itemCode)?.id ?? 0 };
  }

  async score(unitCode: string, itemCode: string, points: number): Promise<void> {
    const { workspace } = this.side;
    const place = await this.#place(unitCode, itemCode);
    const entry = anEntry({ 得分: String(points) }, { reason: '材料不齐' });
    await acting(workspace, this.who, () => recordScore(workspace, { ...place, entry, editId: '' }));
  }

  async lock(unitCode: string): Promise<void> {
    const { workspace } = this.side;
    const { unitId } = await this.#place(unitCode, ONE);
    await acting(workspace, this.who, () => lockMarkings(workspace, { unitId }));
  }

  async judge(judgement: 'accepted' | 'rejected', reason = ''): Promise<void> {
    const { workspace } = this.side;
    const { itemId } = await this.#place('A01', ONE);
    const { id } = await workspace.db.selectFrom('evidence').select('id').executeTakeFirstOrThrow();
    await acting(workspace, this.who, () =>
      judgeEvidence(workspace, { evidenceId: id, itemId, judgement, reason }),
    );
  }

  pack(): Promise<PackedKinds> {
    return this.side.pack(KINDS, isSent);
  }
}

/** Two offices, two copies of 张三’s seat, and 李四’s. 1.1.1 one person scores, 1.1.2 both, at most three points apart. */
async function district() {
  let now = Date.parse('2020-12-01T00:00:00Z');
  const clock = () => new Date((now += 1000));
  const made = await aScoredWorkspace();
  const zhang = await anAccount(made, '张三', ['leadScorer']);
  const li = await anAccount(made, '李四', ['leadScorer']);
  for (const { code, id } of (await loadAssessment(made)).items) {
    if (code === SEVERAL) await markedBy(made, id, [zhang, li], { spreadLimit: 300 });
  }
  const one = (await loadAssessment(made)).itemByCode.get(ONE)?.id ?? 0;
  await assignScorers(made, [{ itemId: one, accountIds: [zhang.accountId, li.accountId] }]);
  await moveOnTo(made, 'selfEvaluating');
  await made.close();
  // What stands is known to all of them, as after a 评分包.
  const template = await CellSide.open(made.folder, 'office', clock);
  await template.keep(await template.pack(KINDS));
  const { folder } = template.workspace;
  await template.workspace.close();
  const open = async (seat: 'office' | 'assessor'): Promise<CellSide> => {
    const side = await CellSide.open(folder, seat, clock);
    opened.push(side);
    return side;
  };
  return {
    office: await open('office'),
    other: await open('office'),
    first: new Scorer(await open('assessor'), zhang),
    copy: new Scorer(await open('assessor'), zhang),
    third: new Scorer(await open('assessor'), li),
  };
}

/** What stands at an office, as people would compare it. */
async function standing({ workspace }: CellSide): Promise<unknown> {
  const { rows: scores } = await sql`
    SELECT unit_id, item_id, inputs, direct_points, reason, scorer, status, points, settled FROM score
    WHERE status <> 'unscored' ORDER BY unit_id, item_id`.execute(workspace.db);
  const { rows: markings } = await sql`
    SELECT unit_id, item_id, account_id, inputs, reason, status, points, locked_at IS NOT NULL AS locked FROM marking
    ORDER BY unit_id, item_id, account_id`.execute(workspace.db);
  const { rows: settled } = await sql`
    SELECT unit_id, item_id, method, spread, points FROM settlement ORDER BY unit_id, item_id`.execute(
    workspace.db,
  );
  const { rows: judged } = await sql`
    SELECT evidence_id, item_id, judgement, judgement_reason FROM evidence_link ORDER BY 1, 2`.execute(
    workspace.db,
  );
  const { rows: heads } = await sql`SELECT * FROM cell_head ORDER BY 1, 2`.execute(workspace.db);
  return { scores, markings, settled, judged, heads };
}

async function refused(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (cause: unknown) => {
      if (cause instanceof AppError) return cause.report.code;
      throw cause;
    },
  );
}

describe('scores of several seats', () => {
  it('merged in any order, any number of times, from copies of one seat, leave the same, and nothing is lost', async () => {
    const step = fc.record({
      who: fc.nat(2),
      unit: fc.constantFrom('A01', 'A02'),
      item: fc.constantFrom(ONE, SEVERAL),
      points: fc.integer({ min: 40, max: 46 }),
      act: fc.constantFrom('score', 'score', 'score', 'lock', 'judge', 'pack'),
    });
    const order = fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), order, async (steps, places) => {
        const { office, other, first, copy, third } = await district();
        const people = [first, copy, third];
        const packages: PackedKinds[] = [];
        for (const { who, unit, item, points, act } of steps) {
          const scorer = people[who] ?? first;
          const work = {
            score: () => scorer.score(unit, item, points),
            lock: () => scorer.lock(unit),
            judge: () => scorer.judge(points % 2 ? 'accepted' : 'rejected', '没有盖章'),
            pack: async () => void packages.push(await scorer.pack()),
          };
          expect(['', 'MARKING_LOCKED']).toContain(await refused(work[act]()));
        }
        for (const scorer of people) packages.push(await scorer.pack());
        for (const each of packages) await office.merge(each);
        const shuffled = packages
          .map((packed, at) => ({ packed, place: places[at] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ packed }) => packed);
        for (const each of [...shuffled, ...packages.toReversed()]) await other.merge(each);
        expect(await standing(other)).toEqual(await standing(office));
        const again = await office.merge(packages[0] as PackedKinds);
        expect([again['new'], again['changed'], again['conflict']]).toEqual([0, 0, 0]);
        for (const { workspace } of [office, other]) {
          expect((await verifyWorkspace(workspace)).findings).toEqual([]);
        }
        const { rows: kept } = await sql<{ id: string }>`SELECT id FROM cell_version`.execute(
          office.workspace.db,
        );
        const ids = new Set(kept.map(({ id }) => id));
        for (const packed of packages) {
          for (const { versions } of packed.values())
            for (const { id } of versions) expect(ids).toContain(id);
        }
        for (const { workspace } of opened.splice(0)) await workspace.close();
      }),
      { numRuns: 6 },
    );
  });
});

describe('two scorers of one item that one person is to score', () => {
  it('are a conflict with both values; neither is written over for good, and a decision stands', async () => {
    const { office, first, third } = await district();
    await first.score('A01', ONE, 44);
    await third.score('A01', ONE, 41);
    await office.merge(await first.pack());
    const packed = await third.pack();
    const assessment = await office.assessment();
    const [plan] = await office.plan(packed);
    const conflict = plan?.cells.find(({ outcome }) => outcome === 'conflict');
    const text = (value = 'null'): string =>
      scoreCells.text(JSON.parse(value), assessment, conflict?.cell ?? '');
    expect(text(conflict?.ours?.value)).toBe('得分 44.00（得分=44），理由：材料不齐（张三）');
    expect(text(conflict?.theirs?.value)).toBe('得分 41.00（得分=41），理由：材料不齐（李四）');
    expect(text(conflict?.base?.value)).toContain('得分 45.50');
    expect(await office.merge(packed)).toMatchObject({ conflict: 1 });
    // Again: nothing new, but it stays to be decided.
    expect(await office.merge(packed)).toMatchObject({ conflict: 0 });
  });

  it('a decision for one of them holds against both packages', async () => {
    const { office, first, third } = await district();
    await first.score('A01', ONE, 44);
    await third.score('A01', ONE, 41);
    const [ours, theirs] = [await first.pack(), await third.pack()];
    await office.merge(ours);
    const [plan] = await office.plan(theirs);
    const cell = plan?.cells.find(({ outcome }) => outcome === 'conflict')?.cell ?? '';
    expect(await office.merge(theirs, new Map([[cell, 'ours']]))).toMatchObject({ kept: 1, conflict: 0 });
    for (const each of [ours, theirs]) {
      expect(await office.merge(each)).toMatchObject({ new: 0, changed: 0, conflict: 0 });
    }
    const { rows } = await sql<{ points: number; scorer: string }>`
      SELECT points, scorer FROM score WHERE points = 4400`.execute(office.workspace.db);
    expect(rows).toEqual([{ points: 4400, scorer: '张三' }]);
  });
});

describe('markings of several scorers', () => {
  it('come locked, are settled by the rule once all are there, and their drafts stay away', async () => {
    const { office, first, third } = await district();
    await first.score('A01', SEVERAL, 44);
    const draft = (await first.pack()).get(markingCells);
    expect(draft?.heads.size).toBe(0);
    await first.lock('A01');
    await third.score('A01', SEVERAL, 43);
    await third.lock('A01');
    await office.merge(await first.pack());
    expect(await settlements(office)).toEqual([]);
    await office.merge(await third.pack());
    expect(await settlements(office)).toEqual([{ method: 'mean', points: 4350 }]);
    expect((await verifyWorkspace(office.workspace)).findings).toEqual([]);
  });

  it('another locked marking from a copy of the seat settles anew by the one that stands', async () => {
    const { office, first, copy, third } = await district();
    for (const [scorer, points] of [
      [first, 44],
      [copy, 42],
      [third, 43],
    ] as const) {
      await scorer.score('A01', SEVERAL, points);
      await scorer.lock('A01');
    }
    await office.merge(await first.pack());
    await office.merge(await third.pack());
    expect(await office.merge(await copy.pack())).toMatchObject({ conflict: 1, refused: 0 });
    expect(await settlements(office)).toEqual([{ method: 'mean', points: 4250 }]);
    expect((await verifyWorkspace(office.workspace)).findings).toEqual([]);
  });

  it('what somebody decided is not written over: refused, with why', async () => {
    const { office, first, copy, third } = await district();
    for (const [scorer, points] of [
      [first, 44],
      [copy, 42],
      [third, 40],
    ] as const) {
      await scorer.score('A01', SEVERAL, points);
      await scorer.lock('A01');
    }
    await office.merge(await first.pack());
    await office.merge(await third.pack());
    const { workspace } = office;
    const { unitByCode, itemByCode } = await office.assessment();
    const place = { unitId: unitByCode.get('A01')?.id ?? 0, itemId: itemByCode.get(SEVERAL)?.id ?? 0 };
    const entry = { ...anEntry({}), points: '41', reason: '会议商定' };
    await settleDifference(workspace, { ...place, entry });
    const packed = await copy.pack();
    const plan = (await office.plan(packed)).flatMap(({ cells }) => cells).find(({ why }) => why !== '');
    expect(plan).toMatchObject({
      outcome: 'refused',
      why: '已由考核办公室认定得分；确需重新评分的，请先解锁。',
    });
    expect(await office.merge(packed)).toMatchObject({ refused: 1, conflict: 0, changed: 0 });
    expect(await settlements(office)).toEqual([{ method: 'decided', points: 4100 }]);
    await unlockMarkings(workspace, { ...place, reason: '重新评分' });
    expect(await office.merge(packed)).toMatchObject({ refused: 0 });
  });
});

describe('what a score may not be written over', () => {
  it('an approved 缺项 is refused by name, and stays', async () => {
    const { office, first } = await district();
    const { workspace } = office;
    const { unitByCode, itemByCode } = await office.assessment();
    const place = { unitId: unitByCode.get('A01')?.id ?? 0, itemId: itemByCode.get(ONE)?.id ?? 0 };
    await requestNotApplicable(workspace, { ...place, reason: '没有这项职能', basis: '三定方案' });
    const { id } = await workspace.db
      .selectFrom('not_applicable_request')
      .select('id')
      .executeTakeFirstOrThrow();
    await decideNotApplicable(workspace, { requestIds: [id], approve: true, opinion: '情况属实' });
    await first.score('A01', ONE, 44);
    const packed = await first.pack();
    const refusedCells = (await office.plan(packed)).flatMap(({ cells }) =>
      cells.filter(({ why }) => why !== ''),
    );
    expect(refusedCells.map(({ why }) => why)).toEqual(['已批准为缺项，不用评分。']);
    expect(await office.merge(packed)).toMatchObject({ refused: 1 });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });
});

describe('judgements of evidence', () => {
  it('come with their reasons, and two that differ are a conflict', async () => {
    const { office, first, third } = await district();
    await first.judge('accepted');
    await third.judge('rejected', '没有盖章');
    expect(await office.merge(await first.pack())).toMatchObject({ conflict: 0 });
    expect(await office.merge(await third.pack())).toMatchObject({ conflict: 1 });
    const assessment = await office.assessment();
    const known = await judgementCells.read(office.workspace.db, assessment, {
      unitIds: assessment.units.map(({ id }) => id),
      itemIds: null,
    });
    expect(known).toHaveLength(1);
    expect(judgementCells.text({ judgement: 'rejected', reason: '没有盖章' }, assessment, '')).toBe(
      '不采信：没有盖章',
    );
    expect((await verifyWorkspace(office.workspace)).findings).toEqual([]);
  });
});

async function settlements({ workspace }: CellSide): Promise<unknown> {
  const { rows } = await sql`SELECT method, points FROM settlement`.execute(workspace.db);
  return rows.map((row) => ({ ...(row as object) }));
}

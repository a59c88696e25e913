import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { explainScore } from '@electron/services/scores/explainScore';
import { recordScore } from '@electron/services/scores/recordScore';
import { verifyMarkings } from '@electron/services/verify/verifyMarkings';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';
import type { ExplanationStep } from '@shared/domain/score';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { linesOf } from '../../helpers/scoringItems';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { anEntry, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
let scorers: Actor[];
let place: { unitId: number; itemId: number };

beforeEach(async () => {
  workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  scorers = [await anAccount(workspace, '张三'), await anAccount(workspace, '李四')];
  place = await placeOf(workspace, 'A01', '1.1.1');
  await markedBy(workspace, place.itemId, scorers, { blind: true });
});

async function mark(scorer: Actor | undefined, points: string, lock: boolean): Promise<void> {
  if (!scorer) throw new Error('no scorer');
  const entry = anEntry({ 得分: points }, { reason: '材料不全' });
  await acting(workspace, scorer, async () => {
    await recordScore(workspace, { ...place, entry, editId: 'visit' });
    if (lock) await lockMarkings(workspace, { unitId: place.unitId });
  });
}

const messages = async () => (await verifyMarkings(workspace.db)).map(({ message }) => message);

describe('verify of several scorers’ work', () => {
  beforeEach(async () => {
    await mark(scorers[0], '40', true);
  });

  it('finds nothing where nothing is wrong, with drafts and settled places', async () => {
    await mark(scorers[1], '42', false);
    expect(await messages()).toEqual([]);
    await mark(scorers[1], '42', true);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it.each([
    ['inputs', `'[{"得分":"41"}]'`],
    ['direct_points', `'41'`],
    ['not_applicable', '1'],
    ['reason', `'别的理由'`],
    ['status', `'notApplicable'`],
    ['points', '4100'],
    ['locked_at', 'NULL'],
    ['salt', `'x'`],
    ['revision', '9'],
    ['updated_at', `'2020-01-01T00:00:00.000Z'`],
  ])('names a marking whose %s was changed behind the app', async (column, value) => {
    await sql.raw(`UPDATE marking SET ${column} = ${value} WHERE revision = 1`).execute(workspace.db);
    const found = await verifyMarkings(workspace.db);
    expect(found[0]).toMatchObject({
      message: '张三的评分与审计记录不符，在软件之外被改动过',
      place: '单位A01 · 1.1.1',
    });
  });

  it('names a changed blind draft, of which the trail tells nothing else', async () => {
    await mark(scorers[1], '42', false);
    await sql`UPDATE marking SET reason = '改过' WHERE locked_at IS NULL`.execute(workspace.db);
    expect(await messages()).toEqual(['李四的评分与审计记录不符，在软件之外被改动过']);
  });

  it('names a marking that was taken out, and one that was slipped in', async () => {
    await sql`UPDATE marking SET item_id = (SELECT max(id) FROM item)`.execute(workspace.db);
    expect((await messages()).toSorted()).toEqual([
      '审计记录里的一份多人评分不见了',
      '张三的评分不在审计记录里',
    ]);
  });

  it('names a settlement that is not what the figures come to', async () => {
    await mark(scorers[1], '42', true);
    await sql`UPDATE settlement SET points = 4200`.execute(workspace.db);
    expect(await messages()).toEqual(['认定的是42.00，得分却是41.00']);
    await sql`UPDATE score SET points = 4200`.execute(workspace.db);
    expect(await messages()).toEqual(['认定的42.00与按各人评分重算的41.00不一致']);
    await sql`DELETE FROM settlement`.execute(workspace.db);
    expect(await messages()).toEqual(['得分标为由多人评分认定，却没有认定记录']);
  });
});

describe('explanation of a settled score', () => {
  const lines = async (): Promise<string[]> => {
    const { root } = await explainScore(workspace, place);
    const steps: readonly ExplanationStep[] = [root];
    return linesOf(steps);
  };

  it('names every figure with its reason, and how they were settled', async () => {
    await mark(scorers[0], '40', true);
    const before = (await lines()).join('\n');
    expect(before).toContain('多人评分，均分，背靠背：还没有认定');
    expect(before).toContain('张三：40.00');
    expect(before).toContain('李四：未评');
    await mark(scorers[1], '42', true);
    const after = (await lines()).join('\n');
    expect(after).toContain('多人评分，均分，背靠背，分差 2.00：评分人都锁定后按办法得出');
    expect(after).toContain('李四：42.00');
    expect(after).toContain('理由：材料不全');
  });
});

import { describe, expect, it } from 'vitest';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { shortPoints } from '@shared/domain/points';
import { belongsToUnit } from '@shared/domain/unit';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { getItemScores } from '@electron/services/scores/getItemScores';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { listScoreHistory } from '@electron/services/scores/listScoreHistory';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { getSelfEvaluation } from '@electron/services/selfEvaluation/getSelfEvaluation';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

interface Place {
  readonly workspace: Workspace;
  readonly unit: UnitView;
  readonly item: ItemView;
}

/** The first item of the reference set that fits, with a unit it belongs to. */
async function place(fits: (item: ScoringItem) => boolean): Promise<Place> {
  const workspace = await testWorkspace();
  const { items, units } = await loadAssessment(workspace);
  const item = items.find(fits)!;
  return { workspace, item, unit: units.find((unit) => belongsToUnit(item, unit))! };
}

const isLinearRatio = ({ rules }: ScoringItem): boolean =>
  rules[0]?.kind === 'ratio' && rules[0].mode === 'linear';

const rowOf = async ({ workspace, unit, item }: Place) =>
  (await getScoreSheet(workspace, { unitId: unit.id })).rows.find(({ itemId }) => itemId === item.id)!;

describe('recordScore', () => {
  it('saves what was typed, judges it, and adds the unit up', async () => {
    const at = await place(isLinearRatio);
    const { workspace, unit, item } = at;
    const entry = anEntry({ 分子: '１００', 分母: '100' });
    const { row, total, savedAt } = await recordScore(workspace, {
      unitId: unit.id,
      itemId: item.id,
      entry,
      editId: 'first',
    });
    expect(row).toMatchObject({
      entry,
      status: 'scored',
      points: item.points,
      revision: 1,
      updatedAt: savedAt,
    });
    expect(total).toMatchObject({ raw: item.points, scored: 1 });
    expect(await rowOf(at)).toMatchObject(row);
    expect(
      (await getItemScores(workspace, { itemId: item.id })).find(({ unitId }) => unitId === unit.id),
    ).toEqual(row);
  });

  it('keeps half-typed and wrong values, which count as not scored', async () => {
    const at = await place(isLinearRatio);
    const { workspace, unit, item } = at;
    const wrong: Record<string, string>[] = [
      { 分子: '8' },
      { 分子: '-1', 分母: '0' },
      { 分子: '九', 分母: '10' },
    ];
    for (const inputs of wrong) {
      const entry = anEntry(inputs);
      const { row, total } = await recordScore(workspace, {
        unitId: unit.id,
        itemId: item.id,
        entry,
        editId: JSON.stringify(inputs),
      });
      expect(row).toMatchObject({ status: 'unscored', points: null, entry });
      expect(total).toMatchObject({ raw: 0, scored: 0 });
      expect((await rowOf(at)).entry).toEqual(entry);
    }
  });

  it('lists one line of history per visit to a field, and an undo as a line of its own', async () => {
    const { workspace, unit, item } = await place(isLinearRatio);
    const record = (inputs: Record<string, string>, editId: string) =>
      recordScore(workspace, { unitId: unit.id, itemId: item.id, entry: anEntry(inputs), editId });
    await record({ 分子: '8' }, 'a');
    await record({ 分子: '80' }, 'a');
    await record({ 分子: '80', 分母: '100' }, 'b');
    const undone = await record({ 分子: '80' }, 'undo-b');
    expect(undone.row).toMatchObject({ revision: 4, status: 'unscored' });
    const history = await listScoreHistory(workspace, { unitId: unit.id, itemId: item.id });
    expect(history.map(({ revision, entry }) => [revision, entry.inputs[0]])).toEqual([
      [4, { 分子: '80' }],
      [3, { 分子: '80', 分母: '100' }],
      [2, { 分子: '80' }],
    ]);
    expect(history[1]).toMatchObject({ status: 'scored', scorer: '考评办' });
  });

  it('still holds every recorded value after the workspace is opened anew', async () => {
    const at = await place(isLinearRatio);
    const { workspace, unit, item } = at;
    const entry = anEntry({ 分子: '7' }, { reason: '台账不' });
    await recordScore(workspace, { unitId: unit.id, itemId: item.id, entry, editId: 'x' });
    const other = await openWorkspace(workspace.folder, { readOnly: true });
    try {
      expect((await rowOf({ ...at, workspace: other })).entry).toEqual(entry);
    } finally {
      await other.close();
    }
  });

  it('refuses to write into a workspace opened read-only, and says why', async () => {
    const { workspace, unit, item } = await place(isLinearRatio);
    const other = await openWorkspace(workspace.folder, { readOnly: true });
    try {
      const report = await refusal(
        recordScore(other, { unitId: unit.id, itemId: item.id, entry: anEntry({}), editId: 'x' }),
      );
      expect(report.code).toBe('WORKSPACE_READ_ONLY');
    } finally {
      await other.close();
    }
  });

  it('refuses an item that is not in the unit’s table', async () => {
    const workspace = await testWorkspace();
    const { items, units } = await loadAssessment(workspace);
    const item = items.find(({ groups }) => groups.length === 1)!;
    const unit = units.find((each) => !belongsToUnit(item, each))!;
    const report = await refusal(
      recordScore(workspace, { unitId: unit.id, itemId: item.id, entry: anEntry({}), editId: 'x' }),
    );
    expect(report).toMatchObject({ code: 'ITEM_NOT_OF_UNIT' });
    expect(report.what).toContain(unit.name);
  });

  it('takes an approved 不适用 out of the denominator, and puts it back', async () => {
    const { workspace, unit, item } = await place(isLinearRatio);
    const before = (await getScoreSheet(workspace, { unitId: unit.id })).total!.applicable;
    const request = { unitId: unit.id, itemId: item.id, editId: 'x' };
    const entry = anEntry({}, { notApplicable: true, reason: '经批准' });
    const { row, total } = await recordScore(workspace, { ...request, entry });
    expect(row.status).toBe('notApplicable');
    expect(total!.applicable).toBe(before - item.points);
    const undone = await recordScore(workspace, { ...request, entry: anEntry({}) });
    expect(undone.total!.applicable).toBe(before);
  });
});

describe('setScore', () => {
  it('refuses a value out of range with field and range, and stores nothing', async () => {
    const at = await place(isLinearRatio);
    const { workspace, unit, item } = at;
    const set = (inputs: Record<string, string>, points = '') =>
      setScore(workspace, {
        unitId: unit.id,
        itemId: item.id,
        entry: anEntry(inputs, { points }),
        scorer: '张三',
      });
    const zero = await refusal(set({ 分子: '3', 分母: '0' }));
    expect(zero).toMatchObject({ code: 'ZERO_DENOMINATOR', place: { unit: unit.name, item: item.code } });
    const above = await refusal(set({}, '99'));
    expect(above.place?.field).toBe('得分');
    expect(above.what).toContain(`应为0至${shortPoints(item.points)}`);
    expect((await refusal(set({ 分子: '3' }))).code).toBe('SCORE_INCOMPLETE');
    expect(await rowOf(at)).toMatchObject({ revision: 0, status: 'unscored' });
  });

  it('stores a good value under the scorer’s name and answers with its derivation', async () => {
    const at = await place(isLinearRatio);
    const { workspace, unit, item } = at;
    const { result, row } = await setScore(workspace, {
      unitId: unit.id,
      itemId: item.id,
      entry: anEntry({ 分子: '100', 分母: '100' }),
      scorer: '张三',
    });
    expect(result).toMatchObject({ status: 'scored', points: item.points });
    expect(result.steps.length).toBeGreaterThan(0);
    expect(row.scorer).toBe('张三');
    expect((await rowOf(at)).scorer).toBe('张三');
  });
});

describe('self-evaluation', () => {
  it('keeps what the unit typed, good or not, beside the score', async () => {
    const at = await place(isLinearRatio);
    const { workspace, unit, item } = at;
    const request = { unitId: unit.id, itemId: item.id };
    await recordSelfEvaluation(workspace, { ...request, points: '1.', statement: '已完' });
    const { savedAt } = await recordSelfEvaluation(workspace, {
      ...request,
      points: '1.5',
      statement: '已完成',
    });
    expect(savedAt).toMatch(/^2020-12-01T/);
    const sheet = await getSelfEvaluation(workspace, { unitId: unit.id });
    expect(sheet.find(({ itemId }) => itemId === item.id)).toEqual({
      itemId: item.id,
      points: '1.5',
      statement: '已完成',
      evidenceCount: 0,
      prior: null,
    });
    expect(await rowOf(at)).toMatchObject({ selfPoints: '1.5', selfStatement: '已完成', revision: 0 });
  });
});

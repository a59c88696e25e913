import { describe, expect, it } from 'vitest';
import type { PackRequest } from '@electron/services/exchange/kinds/packageHandler';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acting } from '../../helpers/acting';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import { aPerson } from '../../helpers/people';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { refusal } from '../../helpers/testWorkspace';
import { aYear, moveOnTo } from '../../helpers/yearWorkspace';

const refusedWith = async (workspace: Workspace, request: Partial<PackRequest>): Promise<string> =>
  (await refusal(aPackage(workspace, request))).code;

describe('handing out', () => {
  it('begins with publishing, and ends with the stage that has no more use for it', async () => {
    const office = await aYear();
    await aPerson(office, '张评分', ['leadScorer'], { allItems: true });
    const task = { kind: 'task', unitCodes: ['A01'] } as const;
    const assign = { kind: 'assign', scorer: '张评分' } as const;
    expect(await refusedWith(office, task)).toBe('CYCLE_STATE_FORBIDS');
    expect(await refusedWith(office, assign)).toBe('CYCLE_STATE_FORBIDS');
    await moveOnTo(office, 'published');
    expect((await readPackageText(await aPackage(office, task))).manifest.kind).toBe('task');
    expect((await readPackageText(await aPackage(office, assign))).manifest.kind).toBe('assign');
    await moveOnTo(office, 'feedback');
    // A unit that had no seat until now still needs one to be told its results.
    expect((await readPackageText(await aPackage(office, task))).manifest.kind).toBe('task');
    expect(await refusedWith(office, assign)).toBe('CYCLE_STATE_FORBIDS');
  });

  it('of a task names one unit that there is', async () => {
    const { office } = await aSeatDistrict();
    expect(await refusedWith(office, { kind: 'task' })).toBe('PACKAGE_NEEDS_ONE_UNIT');
    expect(await refusedWith(office, { kind: 'task', unitCodes: ['A01', 'A02'] })).toBe(
      'PACKAGE_NEEDS_ONE_UNIT',
    );
    expect(await refusedWith(office, { kind: 'task', unitCodes: ['X9'] })).toBe('UNIT_CODE_UNKNOWN');
  });

  it('of an assignment keeps to what the scorer has, and to other units than the own one', async () => {
    const { office } = await aSeatDistrict();
    const assign = { kind: 'assign', scorer: '张评分' } as const;
    expect(await refusedWith(office, { ...assign, scorer: '' })).toBe('PACKAGE_SCORER_UNKNOWN');
    expect(await refusedWith(office, { ...assign, scorer: '王联络' })).toBe('PACKAGE_SCORER_UNKNOWN');
    expect(await refusedWith(office, { ...assign, itemCodes: ['1.1.3'] })).toBe('ITEM_NOT_ASSIGNED');
    expect(await refusedWith(office, { ...assign, itemCodes: ['9.9'] })).toBe('ITEM_CODE_UNKNOWN');
    expect(await refusedWith(office, { ...assign, unitCodes: ['A01'] })).toBe('CONFLICT_OF_INTEREST');
    expect(await refusedWith(office, { ...assign, unitCodes: ['X9'] })).toBe('UNIT_CODE_UNKNOWN');
    const { files } = await readPackageText(await aPackage(office, assign));
    const lines = (name: string): unknown[] =>
      (files.get(`data/${name}.jsonl`) ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown);
    expect(lines('units')).toMatchObject([{ code: 'A02' }, { code: 'A03' }]);
    expect(lines('assignments')).toEqual([{ item: '1.1.1' }, { item: '1.1.2' }]);
    expect(lines('itemMarkings')).toMatchObject([{ item: '1.1.2', method: 'mean' }]);
  });

  it('is the office’s alone', async () => {
    const { office, zhang, contact } = await aSeatDistrict();
    for (const actor of [zhang, contact]) {
      await acting(office, actor, async () => {
        expect(await refusedWith(office, { kind: 'task', unitCodes: ['A02'] })).toBe('NOT_PERMITTED');
        expect(await refusedWith(office, { kind: 'assign', scorer: '李评分' })).toBe('NOT_PERMITTED');
      });
    }
  });
});

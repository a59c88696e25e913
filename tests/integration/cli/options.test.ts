import { afterEach, describe, expect, it, vi } from 'vitest';
import { setCycleState } from '@electron/database/cycleRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { adjustScoreIn } from '@electron/services/review/adjustScore';
import type { CycleState } from '@shared/domain/cycleState';
import { cli, cliJson } from '../../helpers/cli';
import { acting } from '../../helpers/acting';
import { aPerson, withPassword } from '../../helpers/people';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';

interface Computed {
  readonly units: readonly { readonly code: string; readonly raw: string }[];
  readonly items: readonly {
    readonly code: string;
    readonly score: string | null;
    readonly steps: string[];
  }[];
}

afterEach(() => vi.unstubAllEnvs());

/** Two units scored 45.50 on 1.1.1 and 1.1.2; 1.1.1 of A01 lowered to 40.00 on site; 李四 scores 1.1.2. */
async function anAdjustedWorkspace(): Promise<string> {
  const workspace = await aScoredWorkspace();
  try {
    const assessment = await loadAssessment(workspace);
    const { itemByCode, unitByCode, cycle } = assessment;
    const itemId = itemByCode.get('1.1.1')?.id ?? 0;
    const li = await aPerson(workspace, '李四', ['leadScorer']);
    await withPassword(workspace, li, 'Kao-ping-2020');
    await assignScorers(workspace, [
      { itemId: itemByCode.get('1.1.2')?.id ?? 0, accountIds: [li.accountId] },
    ]);
    const move = (state: CycleState) => setCycleState(workspace.db, cycle.id, state);
    await move('reviewing');
    const adjustment = {
      ...{ unitId: unitByCode.get('A01')?.id ?? 0, itemId, kind: 'siteCheck' as const, toPoints: 4000 },
      ...{ reason: '现场没有台账', basis: '' },
    };
    const checker = await aPerson(workspace, '核查员', ['siteChecker']);
    await acting(workspace, checker, () =>
      inTransaction(workspace, (trx, now, audit) =>
        adjustScoreIn(trx, workspace, assessment, adjustment, now, audit),
      ),
    );
    await move('approved');
    return workspace.folder;
  } finally {
    await workspace.close();
  }
}

describe('compute --explain', () => {
  it('gives final scores that add up to the unit’s, and only those the person may see', async () => {
    const folder = await anAdjustedWorkspace();
    const explain = ['--workspace', folder, 'compute', '--explain', 'A01'];
    const { units, items } = await cliJson<Computed>(...explain);
    expect(units.find(({ code }) => code === 'A01')?.raw).toBe('85.50');
    expect(items.map(({ code, score }) => [code, score])).toEqual([
      ['1.1.1', '40.00'],
      ['1.1.2', '45.50'],
    ]);
    expect(items[0]?.steps.at(-1)).toBe('核查调整 -5.50，最终分 40.00');
    vi.stubEnv('FAHENG_PASSWORD', 'Kao-ping-2020');
    const own = await cliJson<Computed>('--as', '李四', ...explain);
    expect(own.items.map(({ code }) => code)).toEqual(['1.1.2']);
  });
});

describe('options', () => {
  it('that are no date, year or number are refused and named', async () => {
    const folder = await anAdjustedWorkspace();
    const refused = async (...argv: string[]) => {
      const { code, error, err } = await cli('--workspace', folder, ...argv);
      return [code, error, /--[a-z-]+/.exec(err)?.[0]];
    };
    const wrong = (option: string) => [2, 'BAD_ARGUMENTS', option];
    expect(await refused('compute', '--cycle', '去年')).toEqual(wrong('--cycle'));
    expect(await refused('cycle', 'next', '--year', '20.5')).toEqual(wrong('--year'));
    expect(await refused('audit', 'list', '--from', '2020-02-30')).toEqual(wrong('--from'));
    expect(await refused('audit', 'list', '--limit', '0')).toEqual(wrong('--limit'));
    expect(await refused('incident', 'add', '--title', '败诉', '--date', '2020-13-01')).toEqual(
      wrong('--date'),
    );
    expect(
      await refused('problem', 'add', '--unit', 'A01', '--text', '台账不全', '--due', '2021-02-29'),
    ).toEqual(wrong('--due'));
  });

  it('years are listed in words, for scripts with the state’s own name', async () => {
    const folder = await anAdjustedWorkspace();
    expect((await cli('--workspace', folder, 'cycle', 'list')).out).toContain('审定');
    expect(await cliJson('--workspace', folder, 'cycle', 'list')).toMatchObject([{ state: 'approved' }]);
  });
});

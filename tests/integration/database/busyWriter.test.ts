import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openWriter } from '@electron/database/openDatabase';
import { setUiState } from '@electron/services/uiState';
import { recordScore } from '@electron/services/scores/recordScore';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';

describe('a workspace another program held for a while', () => {
  it('is written to again at once when it is free, also where remembering a place had failed', async () => {
    const workspace = await aScoredWorkspace();
    const assessment = await loadAssessment(workspace);
    const [unit] = assessment.units;
    const [item] = unit ? assessment.itemsOf(unit) : [];
    if (!unit || !item) throw new Error('the small workspace is empty');
    const remember = () => setUiState(workspace, 'place', 1);
    const record = (reason: string) =>
      recordScore(workspace, {
        unitId: unit.id,
        itemId: item.id,
        entry: { inputs: [{ 得分: '44' }], points: '', notApplicable: false, reason },
        editId: 'visit',
      });
    await remember();
    await sql`PRAGMA busy_timeout = 100`.execute(workspace.db);

    const other = await openWriter(join(workspace.folder, 'faheng.db'));
    await sql`BEGIN IMMEDIATE`.execute(other);
    const held = await Promise.allSettled([remember(), record('一'), remember(), record('二')]);
    expect(held.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    await sql`ROLLBACK`.execute(other);

    expect((await record('三')).row.entry.reason).toBe('三');
    await other.destroy();
    await workspace.close();
  });
});

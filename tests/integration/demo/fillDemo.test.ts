import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDemoWorkspace } from '@electron/services/demo/createDemoWorkspace';
import { computeCycle } from '@electron/services/totals/computeCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { tempFolder } from '../../helpers/tempFolder';

/** Every figure of a workspace as one hash; ids and names of its own left out. */
async function fingerprint(workspace: Workspace): Promise<string> {
  const hash = createHash('sha256');
  for (const query of [
    'SELECT * FROM score ORDER BY unit_id, item_id',
    'SELECT * FROM self_evaluation ORDER BY unit_id, item_id',
    'SELECT * FROM prior_score ORDER BY unit_id, item_code',
    'SELECT sha256, name, unit_id, document_number, formed_on FROM evidence ORDER BY id',
    'SELECT * FROM evidence_link ORDER BY evidence_id, item_id',
    'SELECT * FROM other_score ORDER BY component_id, unit_id',
  ]) {
    hash.update(JSON.stringify((await sql.raw(query).execute(workspace.reader)).rows));
  }
  return hash.digest('hex');
}

describe('the demo', () => {
  it('is plausible, and the same every time', async () => {
    const first = await createDemoWorkspace(join(await tempFolder(), '一'));
    const second = await createDemoWorkspace(join(await tempFolder(), '二'));
    expect(await fingerprint(second)).toBe(await fingerprint(first));
    const { units } = await computeCycle(first);
    await second.close();
    await first.close();
    expect(units).toHaveLength(36);
    const unscored = units.reduce((sum, unit) => sum + unit.unscored, 0);
    const scored = units.reduce((sum, unit) => sum + unit.scored, 0);
    expect(scored / (scored + unscored)).toBeGreaterThan(0.94);
    expect(unscored).toBeGreaterThan(0);
    expect(units.filter(({ veto }) => veto === 'capGood')).toHaveLength(1);
    expect(units.filter(({ veto }) => veto === 'fail')).toHaveLength(0);
    expect(units.some(({ bonus }) => bonus > 0)).toBe(true);
    expect(units.some(({ deduction }) => deduction > 0)).toBe(true);
    expect(units.filter(({ comprehensiveTotal }) => comprehensiveTotal === null)).toEqual([]);
    expect(units.filter((unit) => unit.unscored === 0 && unit.final < 7500)).toEqual([]);
    const grades = new Set(units.map(({ grade }) => grade));
    expect(grades.has('优秀') && grades.has('良好')).toBe(true);
  });
});

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDemoWorkspace } from '@electron/services/demo/createDemoWorkspace';
import { listLedger } from '@electron/services/rectification/listLedger';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
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
    'SELECT unit_id, item_id, state, reason, requested_at, decided_at FROM not_applicable_request ORDER BY id',
    'SELECT item_id, text, points FROM deduction_reason ORDER BY id',
    'SELECT item_id, finding, outcome, at FROM site_check_item ORDER BY id',
    'SELECT unit_code, type, number, matter, closed_on, fine FROM case_file ORDER BY id',
    'SELECT seed, list_sha256, plan FROM case_draw ORDER BY id',
    'SELECT pick_id, findings, score, locked_at FROM case_review ORDER BY id',
    'SELECT unit_code, text, state, repeat_of FROM problem ORDER BY id',
    'SELECT number, unit_code, held_on FROM interview ORDER BY id',
    'SELECT * FROM survey_result ORDER BY unit_id',
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

  it('shows the work of the review, and verifies', async () => {
    const workspace = await createDemoWorkspace(join(await tempFolder(), '三'));
    const count = async (text: string): Promise<number> =>
      (await sql.raw<{ n: number }>(`SELECT count(*) AS n FROM ${text}`).execute(workspace.reader)).rows[0]
        ?.n ?? 0;
    expect(await count('case_file')).toBe(60);
    expect(await count('case_result')).toBe(4);
    expect(await count("not_applicable_request WHERE state = 'approved'")).toBe(1);
    expect(await count("not_applicable_request WHERE state = 'requested'")).toBe(1);
    expect(await count("site_check_item WHERE outcome = 'confirmed'")).toBe(1);
    expect(await count('problem')).toBe(6);
    expect(await count('problem WHERE repeat_of IS NOT NULL')).toBe(1);
    const { problems, counts } = await listLedger(workspace);
    expect(problems).toHaveLength(6);
    expect(counts).toMatchObject({ problems: 6, closed: 1, overdue: 1 });
    expect(await count('interview')).toBe(2);
    expect(await count('survey_result')).toBe(14);
    expect(await count('account')).toBe(1);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    await workspace.close();
  });
});

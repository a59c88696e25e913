import { Kysely, sql, type CompiledQuery } from 'kysely';
import { describe, expect, it } from 'vitest';
import { sqliteDialect } from '@electron/database/dialect';
import type { Schema } from '@electron/database/schema';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { compareYears, getYearOverview } from '@electron/services/result/compareYears';
import { correctScore } from '@electron/services/result/correctScore';
import { listCorrections } from '@electron/services/result/listCorrections';
import { listResults, getResult } from '@electron/services/result/listResults';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';
import { aYear, moveOnTo, placeOf, scoreAll } from '../../helpers/yearWorkspace';

/** Tables that grow with the years, and the names they go by in joins. */
const GROWING = [
  ...['unit', 'old', 'new', 'score', 's', 'score_history', 'prior_score', 'p', 'evidence', 'self_evaluation'],
  ...['approved_unit', 'u', 'score_adjustment', 'a', 'c', 'marking', 'audit_entry'],
];

async function watched(): Promise<{
  workspace: Workspace;
  scansOf(work: () => Promise<unknown>): Promise<string[]>;
}> {
  const made = await aYear();
  await scoreAll(made);
  await moveOnTo(made, 'approved');
  const seen: CompiledQuery[] = [];
  const db = new Kysely<Schema>({
    dialect: sqliteDialect({ file: workspacePaths(made.folder).database, readOnly: false, onOpen: [] }),
    log: (event) => {
      seen.push(event.query);
    },
  });
  const workspace = { ...made, db, reader: db, close: () => db.destroy() };
  return {
    workspace,
    scansOf: async (work) => {
      seen.length = 0;
      await work();
      const scans = new Set<string>();
      for (const { sql: text } of seen.filter((query) =>
        /^\s*(SELECT|INSERT|UPDATE|WITH)/i.test(query.sql),
      )) {
        const plan = await sql.raw<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`).execute(made.reader);
        for (const { detail } of plan.rows) {
          const table = /^SCAN (\w+)/.exec(detail)?.[1];
          if (table && GROWING.includes(table)) scans.add(`${detail} in ${text.slice(0, 120)}`);
        }
      }
      return [...scans];
    },
  };
}

describe('query plans of results and years', () => {
  it('find every row of a growing table by an index, however many years there are', async () => {
    const { workspace, scansOf } = await watched();
    try {
      const place = await placeOf(workspace, 'A01');
      const { cycle } = await loadAssessment(workspace);
      const why = { reason: '复查发现漏扣', basis: '复查报告第3页' };
      expect(await scansOf(() => correctScore(workspace, { ...place, toPoints: 3000, ...why }))).toEqual([]);
      expect(await scansOf(() => startNextCycle(workspace, { year: 2021 }))).toEqual([]);
      const [result] = await listResults(workspace, { cycleId: cycle.id });
      for (const work of [
        () => listResults(workspace, { cycleId: cycle.id }),
        () => getResult(workspace, { resultId: result!.id }),
        () => listCorrections(workspace, { cycleId: cycle.id }),
        () => compareYears(workspace, { by: 'unit', code: 'A01' }),
        () => compareYears(workspace, { by: 'item', code: '1.1.1' }),
        () => compareYears(workspace, { by: 'part', name: '职能履行' }),
        () => getYearOverview(workspace),
      ]) {
        expect(await scansOf(work)).toEqual([]);
      }
    } finally {
      await workspace.close();
    }
  });
});

import { Kysely, sql, type CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { sqliteDialect } from '@electron/database/dialect';
import type { Schema } from '@electron/database/schema';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { checkMove } from '@electron/services/year/checkMove';
import { checkSubmission } from '@electron/services/year/checkSubmission';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { getSubmission } from '@electron/services/year/getSubmission';
import { listNotApplicable, listNotApplicableOfUnit } from '@electron/services/year/listNotApplicable';
import { listReminders } from '@electron/services/year/listReminders';
import { listSubmissions } from '@electron/services/year/listSubmissions';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';
import { aYear, fillIn, moveOnTo, placeOf } from '../../helpers/yearWorkspace';

/** Tables that grow with units and their items, as the statements name them. */
const GROWING = [
  ...['unit', 'score', 's', 'self_evaluation', 'self', 'evidence', 'evidence_link', 'l', 'e', 'marking', 'm'],
  ...[
    'settlement',
    'submission',
    'submission_return',
    'submission_hand_in',
    'not_applicable_request',
    'r',
    'h',
  ],
  ...['audit_entry', 'site_check', 'c', 'site_check_item', 'i', 'appeal', 'a'],
];

it('hand-in, 缺项, reminders and the check before a move find everything by indexes', async () => {
  const made = await aYear();
  await moveOnTo(made, 'reviewing');
  await fillIn(made, 'A01');
  const seen = new Map<string, CompiledQuery>();
  const db = new Kysely<Schema>({
    dialect: sqliteDialect({ file: workspacePaths(made.folder).database, readOnly: false, onOpen: [] }),
    log: ({ query }) => void seen.set(query.sql, query),
  });
  const workspace = { ...made, db, reader: db };
  try {
    const place = await placeOf(made, 'A01');
    const { unitId } = place;
    await checkSubmission(workspace, { unitId });
    await submitSelfEvaluation(workspace, { unitId, reason: '' });
    await acceptSubmissions(workspace, { unitIds: [unitId] });
    await getSubmission(workspace, { unitId });
    await listSubmissions(workspace);
    const [request] = await requestNotApplicable(workspace, { ...place, reason: '没有职责', basis: '' });
    await decideNotApplicable(workspace, { requestIds: [request?.id ?? 0], approve: true, opinion: '' });
    await listNotApplicable(workspace);
    await listNotApplicableOfUnit(workspace, { unitId });
    await listReminders(workspace);
    await checkMove(workspace, { to: 'feedback' });
    const scans: string[] = [];
    for (const query of [...seen.values()].filter((each) => /^\s*(SELECT|WITH)/i.test(each.sql))) {
      const plan = await sql.raw<{ detail: string }>(`EXPLAIN QUERY PLAN ${query.sql}`).execute(made.reader);
      for (const { detail } of plan.rows) {
        const table = /^SCAN (\w+)(?! VIRTUAL TABLE)/.exec(detail)?.[1];
        if (table !== undefined && GROWING.includes(table)) scans.push(`${detail}: ${query.sql}`);
      }
    }
    expect(seen.size).toBeGreaterThan(20);
    expect(scans).toEqual([]);
  } finally {
    await db.destroy();
  }
});

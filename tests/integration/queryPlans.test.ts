import { Kysely, sql, type CompiledQuery } from 'kysely';
import { describe, expect, it } from 'vitest';
import { belongsToUnit } from '@shared/domain/unit';
import { CHECK_KINDS } from '@shared/insight/checkKinds';
import { sqliteDialect } from '@electron/database/dialect';
import { listEntriesAt } from '@electron/database/scoreRepository';
import type { Schema } from '@electron/database/schema';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { getDashboard } from '@electron/services/dashboard/getDashboard';
import { countChecks, listChecks } from '@electron/services/insight/checks';
import { compareItem } from '@electron/services/insight/compareItem';
import { compareScorers } from '@electron/services/insight/compareScorers';
import { listIncidentViews } from '@electron/services/insight/incidents';
import { listReasons } from '@electron/services/insight/reasons';
import { reportGaps } from '@electron/services/insight/reportGaps';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { getMarkingPlace } from '@electron/services/marking/getMarkingPlace';
import { listAssignments } from '@electron/services/marking/listAssignments';
import { listDifferences } from '@electron/services/marking/listDifferences';
import { listScorerProgress } from '@electron/services/marking/listScorerProgress';
import { listScoringProgress } from '@electron/services/marking/listScoringProgress';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { getScoringColumn, getScoringSheet } from '@electron/services/marking/withMarkings';
import { explainScore } from '@electron/services/scores/explainScore';
import { getItemScores } from '@electron/services/scores/getItemScores';
import { getRank } from '@electron/services/scores/getRank';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { listProgress } from '@electron/services/scores/listProgress';
import { listScoreHistory } from '@electron/services/scores/listScoreHistory';
import { recordScore } from '@electron/services/scores/recordScore';
import { recordScores } from '@electron/services/scores/recordScores';
import { listSchemes } from '@electron/services/scheme/listSchemes';
import { recordOtherScores } from '@electron/services/scheme/recordOtherScores';
import { saveScheme } from '@electron/services/scheme/saveScheme';
import { getSelfEvaluation } from '@electron/services/selfEvaluation/getSelfEvaluation';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { removeUnit } from '@electron/services/units/removeUnit';
import type { Workspace } from '@electron/services/workspace/workspace';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';
import { anAccount, markedBy } from '../helpers/scorerAccounts';
import { anEntry, refusal, testWorkspace } from '../helpers/testWorkspace';

/** Tables that grow with units, scores and files. Their rows are found by an index, never by reading all of them. */
const GROWING = [
  'unit',
  'score',
  's',
  'score_history',
  'self_evaluation',
  'self',
  'prior_score',
  'evidence',
  'evidence_link',
  'other_score',
  // As 体检 names them.
  'u',
  'e',
  'l',
  'm',
  'h',
  'x',
  'w',
  'incident',
  'incident_link',
  'marking',
  'settlement',
  'not_applicable_request',
  'd',
];

interface Watched {
  readonly workspace: Workspace;
  /** Runs some work and answers with the plan lines of its statements that read a growing table whole. */
  scansOf(work: () => Promise<unknown>): Promise<string[]>;
  /** Runs some work and answers with all plan lines of its statements, each statement once. */
  planOf(work: () => Promise<unknown>): Promise<string[]>;
}

/** A workspace whose statements are looked at. */
async function watchedWorkspace(): Promise<Watched> {
  const made = await testWorkspace();
  const seen: CompiledQuery[] = [];
  const db = new Kysely<Schema>({
    dialect: sqliteDialect({ file: workspacePaths(made.folder).database, readOnly: false, onOpen: [] }),
    log: (event) => {
      seen.push(event.query);
    },
  });
  const workspace = { ...made, db, reader: db, close: () => db.destroy() };
  const plan = async (work: () => Promise<unknown>): Promise<string[]> => {
    seen.length = 0;
    await work();
    const statements = seen.filter((query) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)/i.test(query.sql));
    expect(statements).not.toEqual([]);
    const lines: string[] = [];
    for (const statement of new Map(statements.map((each) => [each.sql, each])).values()) {
      lines.push(...(await planOf(made.reader, statement)));
    }
    return lines;
  };
  return { workspace, planOf: plan, scansOf: async (work) => (await plan(work)).filter(isScan) };
}

async function planOf(db: Kysely<Schema>, { sql: text }: CompiledQuery): Promise<string[]> {
  const plan = await sql.raw<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`).execute(db);
  return plan.rows.map(({ detail }) => detail);
}

function isScan(line: string): boolean {
  const table = /^SCAN (\w+)(?! VIRTUAL TABLE)/.exec(line)?.[1];
  return table !== undefined && GROWING.includes(table);
}

async function places({ workspace }: Watched) {
  const { items, units, groups } = await loadAssessment(workspace);
  const item = items.find(({ rules }) => rules[0]?.kind === 'yesNo')!;
  const unit = units.find((each) => belongsToUnit(item, each))!;
  return { item, unit, units, groups, place: { unitId: unit.id, itemId: item.id } };
}

describe('query plans', () => {
  it('one score, one sheet, one history: every growing table is searched by an index', async () => {
    const watched = await watchedWorkspace();
    const { workspace, scansOf } = watched;
    const { place, unit, item, groups } = await places(watched);
    const entry = anEntry({ 满足: '是' });
    const score = { ...place, entry, scorer: '张三' };
    const components = [
      { name: '法治', weight: 1000, ruleOfLaw: true },
      { name: '经济', weight: 9000, ruleOfLaw: false },
    ];
    const groupId = unit.groupId;
    expect(groups.map(({ id }) => id)).toContain(groupId);
    const work: (() => Promise<unknown>)[] = [
      () => recordScore(workspace, { ...place, entry, editId: 'x' }),
      () => recordScores(workspace, [score]),
      () => listEntriesAt(workspace.db, [place]),
      () => getScoreSheet(workspace, place),
      () => getItemScores(workspace, { itemId: item.id }),
      () => getRank(workspace, place),
      () => listScoreHistory(workspace, place),
      () => explainScore(workspace, place),
      () => recordSelfEvaluation(workspace, { ...place, points: '1', statement: '' }),
      () => getSelfEvaluation(workspace, place),
      () => refusal(removeUnit(workspace, place)),
      () => saveScheme(workspace, { groupId, components }),
      async () => {
        const [scheme] = await listSchemes(workspace);
        const componentId = scheme!.components[1]!.id;
        await recordOtherScores(workspace, { scores: [{ componentId, unitId: unit.id, score: '90' }] });
        await recordOtherScores(workspace, { scores: [{ componentId, unitId: unit.id, score: '' }] });
      },
    ];
    try {
      for (const each of work) expect(await scansOf(each)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('the whole cycle is summed from the covering index alone', async () => {
    const watched = await watchedWorkspace();
    const { workspace } = watched;
    try {
      for (const work of [() => computeCycle(workspace), () => listProgress(workspace)]) {
        const plan = await watched.planOf(work);
        // Unit by unit of this cycle, so that other years cost nothing; nothing is sorted.
        expect(plan).toContain('SEARCH s USING COVERING INDEX score_sums (unit_id=?)');
        expect(plan.filter((line) => isScan(line) || line.includes('GROUP BY'))).toEqual([]);
      }
    } finally {
      await workspace.close();
    }
  });

  it('体检, incidents, reasons and consistency find everything unit by unit', async () => {
    const watched = await watchedWorkspace();
    const { workspace } = watched;
    const { place, item } = await places(watched);
    const kinds = CHECK_KINDS.map((kind) => () => listChecks(workspace, { kind, dismissed: false }));
    const work: (() => Promise<unknown>)[] = [
      () => getDashboard(workspace),
      () => countChecks(workspace),
      ...kinds,
      () => listReasons(workspace, { itemId: item.id }),
      () => listIncidentViews(workspace, place),
      () => compareItem(workspace, { itemId: item.id }),
      () => compareScorers(workspace),
      () => reportGaps(workspace),
    ];
    try {
      for (const each of work) expect(await watched.scansOf(each)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('several scorers of one item: sheets, drafts, locks, differences and progress by indexes', async () => {
    const watched = await watchedWorkspace();
    const { workspace, scansOf } = watched;
    const { place, item } = await places(watched);
    const other = await anAccount(workspace, '张三');
    await markedBy(workspace, item.id, [workspace.actor, other]);
    const entry = anEntry({ 满足: '是' });
    const { accountId } = other;
    const work: (() => Promise<unknown>)[] = [
      () => recordScore(workspace, { ...place, entry, editId: 'x' }),
      () => getScoringSheet(workspace, place),
      () => getScoringColumn(workspace, place),
      () => lockMarkings(workspace, { unitId: place.unitId }),
      () => getMarkingPlace(workspace, place),
      () => listDifferences(workspace),
      () => listAssignments(workspace),
      () => listScorerProgress(workspace),
      () => assignScorers(workspace, [{ itemId: item.id, accountIds: [accountId] }]),
      () => explainScore(workspace, place),
      () => listScoringProgress({ ...workspace, actor: other }, {}),
    ];
    try {
      for (const each of work) expect(await scansOf(each)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });
});

import { Kysely, sql, type CompiledQuery } from 'kysely';
import { sqliteDialect } from '@electron/database/dialect';
import { keepRowJournal } from '@electron/database/rowJournal';
import type { Schema } from '@electron/database/schema';
import type { Workspace } from '@electron/services/workspace/workspace';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';

/** Tables that grow with units, items, files and years. Their rows are found by an index, never by reading all. */
const GROWING: readonly (keyof Schema)[] = [
  ...(['unit', 'score', 'score_history', 'score_adjustment', 'self_evaluation', 'prior_score'] as const),
  ...(['evidence_file', 'evidence', 'evidence_link', 'other_score', 'survey_result', 'audit_entry'] as const),
  ...(['submission', 'submission_return', 'submission_hand_in', 'not_applicable_request'] as const),
  ...(['marking', 'settlement', 'incident', 'incident_link', 'approved_unit'] as const),
  ...(['site_check', 'site_check_item', 'appeal', 'appeal_evidence'] as const),
  ...(['case_file', 'case_zero_report', 'case_pick', 'case_review', 'case_result'] as const),
  ...(['problem', 'measure', 'problem_file', 'interview'] as const),
  ...(['cell_version', 'cell_head', 'exchange_change', 'exchange_package'] as const),
];

export interface Watched {
  readonly workspace: Workspace;
  /** Runs some work and answers with the plan lines of its statements that read a growing table whole. */
  scansOf(work: () => Promise<unknown>): Promise<string[]>;
  /** Runs some work and answers with all plan lines of its statements, each statement once. */
  planOf(work: () => Promise<unknown>): Promise<string[]>;
}

/**
 * A workspace whose statements are looked at, over a connection of its own that keeps the journal of the program's. Let
 * `workspace.close()` close that connection.
 */
export async function watched(made: Workspace): Promise<Watched> {
  const seen: CompiledQuery[] = [];
  const db = new Kysely<Schema>({
    dialect: sqliteDialect({ file: workspacePaths(made.folder).database, readOnly: false, onOpen: [] }),
    log: ({ query }) => void seen.push(query),
  });
  await keepRowJournal(db);
  const workspace = { ...made, db, reader: db, close: () => db.destroy() };
  const plans = async (work: () => Promise<unknown>): Promise<Plan[]> => {
    seen.length = 0;
    await work();
    const texts = new Set(seen.map((query) => query.sql).filter(readsTables));
    if (texts.size === 0) throw new Error('nothing was read');
    return Promise.all([...texts].map(async (text) => ({ text, lines: await linesOf(made.reader, text) })));
  };
  return {
    workspace,
    planOf: async (work) => (await plans(work)).flatMap(({ lines }) => lines),
    scansOf: async (work) =>
      (await plans(work)).flatMap(({ text, lines }) =>
        lines
          .filter((line) => readsWhole(line, text))
          .map((line) => `${line}: ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`),
      ),
  };
}

interface Plan {
  readonly text: string;
  readonly lines: readonly string[];
}

/** The journal is a table of the connection itself, as long as one change, and no plan can be had of it elsewhere. */
function readsTables(text: string): boolean {
  return /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)/i.test(text) && !/\btouched_row\b/.test(text);
}

async function linesOf(db: Kysely<Schema>, text: string): Promise<string[]> {
  const plan = await sql.raw<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`).execute(db);
  return plan.rows.map(({ detail }) => detail);
}

/** Whether a line of a statement's plan reads a growing table whole; a table stands there by the name it goes by. */
export function readsWhole(line: string, text: string): boolean {
  const name = /^SCAN (\w+)(?! VIRTUAL TABLE)/.exec(line)?.[1];
  if (name === undefined) return false;
  // A row that is put in is nobody's parent yet: SQLite plans the look for its children and never runs it.
  if (/^\s*INSERT/i.test(text) && !new RegExp(`\\b${name}\\b`).test(text)) return false;
  return GROWING.some(
    (table) =>
      table === name ||
      new RegExp(`\\b(?:FROM|JOIN|,)\\s*"?${table}"?\\s+(?:AS\\s+)?"?${name}"?(?!\\w)`, 'i').test(text),
  );
}

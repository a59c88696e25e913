import { hash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/**
 * Tables whose rows change and are guarded all the same, with the name a finding gives their rows: with every change the
 * trail keeps a digest of the row as it stands then, and the last digest is what the row must still have. A migration
 * that adds a column to one of them must put its rows on the trail again, as `pinEarlierRows` does.
 */
export const STATE_TABLES = {
  cycle: '考评年度',
  cycle_deadline: '阶段期限',
  cycle_transition: '阶段变更',
  cycle_setting: '年度设置',
  unit_group: '单位分组',
  unit: '被考评单位',
  self_evaluation: '自评',
  prior_score: '上年得分',
  evidence_link: '材料关联和审核',
  submission: '自评报送',
  submission_return: '自评退回',
  submission_hand_in: '自评提交',
  not_applicable_request: '缺项申请',
  comprehensive_scheme: '综合考核方案',
  scheme_component: '综合考核组成',
  other_score: '综合考核其他得分',
  scorer_assignment: '评分分工',
  item_marking: '评分方式',
  settlement: '评分认定',
  deduction_reason: '常用理由',
  finding_dismissal: '体检核实',
  incident: '事件',
  incident_link: '事件关联',
  site_check: '实地核查',
  site_check_item: '实地核查事项',
  appeal: '申诉',
  appeal_evidence: '申诉材料',
  correction: '更正',
  case_list: '案卷目录',
  case_draw: '案卷抽取',
  case_pick: '抽取的案卷',
  review_template: '评查标准',
  case_review: '案卷评查表',
  case_result: '案卷评查结果',
  problem: '整改问题',
  measure: '整改措施',
  problem_file: '整改材料',
  interview: '约谈',
  survey_result: '满意度测评',
  exchange_key: '签名密钥',
  peer_key: '对方密钥',
  exchange_package: '数据包台账',
  exchange_sum: '数据交换校验数',
  told_result: '收到的反馈',
  told_decision: '收到的申诉决定',
} as const satisfies Partial<Record<keyof Schema, string>>;

export type StateTable = keyof typeof STATE_TABLES;

/** A row's key as the inside of a JSON array, `12` or `3,"4.2.1"`, and all of its columns as one line of JSON. */
export interface StateRow {
  readonly key: string;
  readonly text: string;
}

/** Digest by key; '' for a row that is not there any more. */
export type RowStates = Readonly<Record<string, string>>;

/** Columns of a table as they are stored, and those of its key in the key's order. */
export interface TableShape {
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** Digits of a digest: far beyond what anybody could hit on purpose. */
const DIGITS = 16;

/** Rows asked for at a time. */
const ROWS_AT_A_TIME = 10_000;

/** Columns that are computed are not among them. */
export async function tableShape(db: Kysely<Schema>, table: StateTable): Promise<TableShape> {
  const result = await sql<{ name: string; pk: number }>`
    SELECT name, pk FROM pragma_table_info(${table}) ORDER BY cid`.execute(db);
  return {
    columns: result.rows.map(({ name }) => name),
    key: result.rows
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map(({ name }) => name),
  };
}

/** The rows with these keys as they stand. */
export async function readStates(
  db: Kysely<Schema>,
  table: StateTable,
  keys: readonly string[],
): Promise<RowStates> {
  const states: Record<string, string> = {};
  const { key, columns } = await tableShape(db, table);
  const cells = sql.join(columns.map((column) => sql.ref(`r.${column}`)));
  const same = sql.join(
    key.map((column, index) => sql`r.${sql.ref(column)} = k.value ->> ${sql.lit(index)}`),
    sql` AND `,
  );
  for (let from = 0; from < keys.length; from += ROWS_AT_A_TIME) {
    const json = `[${keys
      .slice(from, from + ROWS_AT_A_TIME)
      .map((each) => `[${each}]`)
      .join()}]`;
    const result = await sql<{ key: string; text: string | null }>`
      SELECT k.value AS key, iif(r.${sql.ref(key[0] ?? '')} IS NULL, NULL, json_array(${cells})) AS text
      FROM json_each(${json}) AS k LEFT JOIN ${sql.table(table)} AS r ON ${same}`.execute(db);
    for (const row of result.rows) {
      states[row.key.slice(1, -1)] = row.text === null ? '' : stateOf(row.text);
    }
  }
  return states;
}

/** The digest of one row. */
export function stateOf(text: string): string {
  return hash('sha256', text).slice(0, DIGITS);
}

/** Every row of a table, in pieces. */
export async function* listStateRows(
  db: Kysely<Schema>,
  table: StateTable,
): AsyncGenerator<readonly StateRow[]> {
  const { key, columns } = await tableShape(db, table);
  // A migration looks before those that follow it have made their tables.
  if (columns.length === 0) return;
  const cells = sql.join(columns.map((column) => sql.ref(column)));
  const keys = sql.join(key.map((column) => sql.ref(column)));
  let after = sql``;
  for (;;) {
    // One text per piece: the driver pays per row that crosses. JSON holds neither tabs nor line ends.
    const result = await sql<{ text: string | null }>`
      SELECT group_concat(json_array(${keys}) || char(9) || json_array(${cells}), char(10)) AS text
      FROM (SELECT * FROM ${sql.table(table)} ${after} ORDER BY ${keys} LIMIT ${ROWS_AT_A_TIME})`.execute(db);
    const text = result.rows[0]?.text ?? '';
    if (text === '') return;
    const rows = text.split('\n').map(toRow);
    yield rows;
    const last = JSON.parse(`[${rows.at(-1)?.key ?? ''}]`) as unknown[];
    after = sql`WHERE (${keys}) > (${sql.join(last)})`;
  }
}

function toRow(line: string): StateRow {
  const tab = line.indexOf('\t');
  return { key: line.slice(1, tab - 1), text: line.slice(tab + 1) };
}

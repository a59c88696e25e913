import type { ExchangeTables } from './exchangeSchema';
import type { ColumnType, Generated } from 'kysely';
import type { CycleState } from '../../shared/domain/cycleState';
import type { PracticeTables } from './practiceSchema';

/** JSON kept as text; repositories parse it at the edge. */
type Json = string;
type Flag = 0 | 1;
/** Set by the database, never by an insert. */
type Id = Generated<number>;

export interface MetaTable {
  key: string;
  value: string;
}

export interface CycleTable {
  id: Id;
  uid: string;
  year: number;
  name: string;
  state: ColumnType<CycleState, CycleState | undefined, CycleState>;
  /** The version of the indicator system this cycle scores by. */
  system_id: number;
  created_at: string;
}

export interface IndicatorSystemTable {
  id: Id;
  uid: string;
  /** The same through all versions of one system. */
  system_key: string;
  title: string;
  version: string;
  year: number;
  status: 'draft' | 'published';
  official: Flag;
  note: string;
  settings: Json;
  based_on: number | null;
  created_at: string;
  published_at: string | null;
}

export interface PartTable {
  id: Id;
  system_id: number;
  position: number;
  section: 'base' | 'bonus' | 'deduction' | 'veto';
  code: string;
  name: string;
}

export interface ItemTable {
  id: Id;
  uid: string;
  system_id: number;
  part_id: number;
  position: number;
  section: 'base' | 'bonus' | 'deduction' | 'veto';
  code: string;
  level2_code: string;
  level2_name: string;
  name: string;
  requirement: string;
  /** Hundredths of a point. */
  points: number;
  rules: Json;
  standard: string;
  evidence: Json;
  unit_groups: Json;
  unit_tags: Json;
  lead_scorer: string;
  basis: Json;
}

export interface UnitGroupTable {
  id: Id;
  cycle_id: number;
  name: string;
  note: string;
  position: number;
}

export interface UnitTable {
  id: Id;
  uid: string;
  cycle_id: number;
  group_id: number;
  code: string;
  name: string;
  short_name: string;
  tags: Json;
  position: number;
}

export type ScoreStatus = 'unscored' | 'notApplicable' | 'scored';

export interface ScoreTable {
  unit_id: number;
  item_id: number;
  /** ScoreEntry.inputs as typed. */
  inputs: Json;
  direct_points: string;
  not_applicable: Flag;
  reason: string;
  scorer: string;
  /** What `evaluateItem` made of the entry; `verify` recomputes it. */
  status: ScoreStatus;
  /** Hundredths; null unless status is 'scored'. */
  points: number | null;
  veto: 'fail' | 'capGood' | null;
  case_sum: number | null;
  case_count: number | null;
  revision: number;
  updated_at: string;
  /** 核查调整分 in hundredths, already cut to what the item allows. */
  adjustment: ColumnType<number, number | undefined, number>;
  /** 最终分: points + adjustment, computed by the database; what the totals add up. */
  final_points: ColumnType<number | null, never, never>;
  /** Decided from several markings; direct points then are not bound to the rule's steps. */
  settled: ColumnType<Flag, Flag | undefined, Flag>;
}

export interface ScoreHistoryTable {
  id: Id;
  unit_id: number;
  item_id: number;
  revision: number;
  /** Keystrokes of one visit to a field share an edit id and one line of history. */
  edit_id: string;
  inputs: Json;
  direct_points: string;
  not_applicable: Flag;
  reason: string;
  scorer: string;
  status: ScoreStatus;
  points: number | null;
  at: string;
  settled: ColumnType<Flag, Flag | undefined, Flag>;
}

export interface SelfEvaluationTable {
  unit_id: number;
  item_id: number;
  /** As typed; '' where nothing was. */
  points: string;
  statement: string;
  updated_at: string;
}

export interface PriorScoreTable {
  unit_id: number;
  /** Code of the item in last year's system. */
  item_code: string;
  points: number | null;
  reason: string;
}

export interface EvidenceFileTable {
  sha256: string;
  size: number;
  added_at: string;
}

export interface EvidenceTable {
  id: Id;
  uid: string;
  unit_id: number;
  sha256: string;
  name: string;
  document_number: string;
  formed_on: string;
  added_by: string;
  added_at: string;
}

export interface EvidenceLinkTable {
  evidence_id: number;
  item_id: number;
  position: number;
  judgement: ColumnType<
    'pending' | 'accepted' | 'rejected',
    'pending' | 'accepted' | 'rejected' | undefined,
    'pending' | 'accepted' | 'rejected'
  >;
  judgement_reason: ColumnType<string, string | undefined, string>;
}

export interface ComprehensiveSchemeTable {
  id: Id;
  group_id: number;
  /** Only active schemes count; the database refuses to activate, or to leave active, one below 10 %. */
  status: 'draft' | 'active';
}

export interface SchemeComponentTable {
  id: Id;
  scheme_id: number;
  position: number;
  name: string;
  /** Hundredths of a point of the comprehensive total. */
  weight: number;
  rule_of_law: Flag;
}

export interface OtherScoreTable {
  component_id: number;
  unit_id: number;
  /** Hundredths, 0–10000. */
  score: number;
}

export interface UiStateTable {
  key: string;
  value: Json;
}

export interface Schema extends PracticeTables, ExchangeTables {
  meta: MetaTable;
  cycle: CycleTable;
  indicator_system: IndicatorSystemTable;
  part: PartTable;
  item: ItemTable;
  unit_group: UnitGroupTable;
  unit: UnitTable;
  score: ScoreTable;
  score_history: ScoreHistoryTable;
  self_evaluation: SelfEvaluationTable;
  prior_score: PriorScoreTable;
  evidence_file: EvidenceFileTable;
  evidence: EvidenceTable;
  evidence_link: EvidenceLinkTable;
  comprehensive_scheme: ComprehensiveSchemeTable;
  scheme_component: SchemeComponentTable;
  other_score: OtherScoreTable;
  ui_state: UiStateTable;
}

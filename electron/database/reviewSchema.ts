import type { ColumnType, Generated } from 'kysely';

/** JSON kept as text; repositories parse it at the edge. */
type Json = string;
type Flag = 0 | 1;
/** Set by the database, never by an insert. */
type Id = Generated<number>;

export interface SiteCheckTable {
  id: Id;
  uid: string;
  cycle_id: number;
  unit_id: number;
  team: string;
  planned_on: string;
  checked_on: string;
  note: string;
  person: string;
  at: string;
}

export interface SiteCheckItemTable {
  id: Id;
  check_id: number;
  item_id: number;
  /** Why it is on the list. */
  doubt: string;
  outcome: 'open' | 'confirmed' | 'adjusted';
  finding: string;
  adjustment_id: number | null;
  person: string;
  at: string;
}

export interface AppealTable {
  id: Id;
  uid: string;
  cycle_id: number;
  unit_id: number;
  item_id: number;
  grounds: string;
  /** Hundredths; null where none was asked for. */
  requested_points: number | null;
  /** Hundredths, the score appealed against. */
  original_points: number | null;
  state: 'filed' | 'upheld' | 'adjusted' | 'withdrawn';
  decided_points: number | null;
  opinion: string;
  filed_by: string;
  filed_at: string;
  /** Why it was taken after the window; '' within it. */
  late_reason: string;
  decided_by: string;
  decided_at: string;
  adjustment_id: number | null;
}

export interface AppealEvidenceTable {
  appeal_id: number;
  evidence_id: number;
}

export interface CaseListTable {
  id: Id;
  cycle_id: number;
  file_name: string;
  row_count: number;
  /** Of the canonical list, whatever its order. */
  sha256: string;
  person: string;
  at: string;
}

export interface CaseFileTable {
  id: Id;
  list_id: number;
  unit_id: number;
  /** As it was at the import: the hash is taken of it. */
  unit_code: string;
  position: number;
  /** 案号. */
  number: string;
  /** 案由或事项. */
  matter: string;
  party: string;
  /** 行政处罚, 行政许可, 行政强制 …. */
  type: string;
  /** 普通程序, 简易程序 …. */
  procedure: string;
  closed_on: string;
  handler: string;
  /** As written. */
  fine: string;
}

export interface CaseZeroReportTable {
  list_id: number;
  unit_id: number;
  unit_code: string;
  /** '' for every type. */
  type: string;
}

export interface CaseDrawTable {
  id: Id;
  uid: string;
  cycle_id: number;
  list_id: number;
  list_sha256: string;
  algorithm: string;
  seed: string;
  seed_source: 'typed' | 'random';
  /** Where a typed seed came from. */
  seed_note: string;
  /** Quota per type, spares. */
  plan: Json;
  /** Why drawn again; '' for the first draw. */
  reason: string;
  person: string;
  at: string;
}

export interface CasePickTable {
  id: Id;
  draw_id: number;
  case_file_id: number;
  stratum: string;
  /** Order of drawing within the stratum. */
  place: number;
  origin: 'drawn' | 'spare' | 'manual';
  /** Waiting: a spare not needed yet. */
  state: 'active' | 'waiting' | 'replaced';
  /** Why picked by hand, or why replaced. */
  note: string;
  /** 被评单位意见 on the result. */
  unit_opinion: ColumnType<string, string | undefined, string>;
}

export interface ReviewTemplateTable {
  id: Id;
  uid: string;
  type: string;
  name: string;
  version: string;
  source: string;
  content: Json;
  active: Flag;
  at: string;
}

export interface CaseReviewTable {
  id: Id;
  pick_id: number;
  account_id: number;
  /** 3: called in because two differ. */
  round: number;
  template_id: number;
  findings: Json;
  /** Hundredths; null until something is stated. */
  score: number | null;
  legal: Flag | null;
  highlights: string;
  opinion: string;
  locked_at: string | null;
  revision: number;
  updated_at: string;
}

export interface CaseResultTable {
  pick_id: number;
  /** Hundredths. */
  score: number;
  legal: Flag;
  grade: string;
  /** How it came from the reviews, as a sentence. */
  method: string;
  person: string;
  at: string;
}

export interface ProblemTable {
  id: Id;
  uid: string;
  /** The year it was found in. */
  cycle_id: number;
  /** 序号 within that year. */
  number: number;
  /** By code: it stays open across years. */
  unit_code: string;
  text: string;
  source: 'assessment' | 'inspection' | 'caseReview' | 'patrol' | 'other';
  item_code: string;
  /** Made from a deduction. */
  from_score: Flag;
  leader: string;
  due_on: string;
  state: 'open' | 'planned' | 'inProgress' | 'closeRequested' | 'closed';
  repeat_of: number | null;
  closing_opinion: string;
  closed_by: string;
  closed_at: string;
  person: string;
  at: string;
}

export interface MeasureTable {
  id: Id;
  uid: string;
  problem_id: number;
  position: number;
  text: string;
  responsible: string;
  due_on: string;
  progress: string;
  /** '' while open. */
  done_on: string;
  updated_at: string;
}

export interface ProblemFileTable {
  problem_id: number;
  sha256: string;
  name: string;
  person: string;
  at: string;
}

export interface InterviewTable {
  id: Id;
  uid: string;
  cycle_id: number;
  /** 2025-Q3-007. */
  number: string;
  unit_code: string;
  interviewee: string;
  situation: string;
  held_on: string;
  place: string;
  host: string;
  attendees: string;
  problems: string;
  demands: string;
  due_on: string;
  report_on: string;
  outcome: string;
  person: string;
  at: string;
}

export interface SurveyResultTable {
  unit_id: number;
  sent: number;
  /** Sample the score rests on. */
  valid: number;
  /** Hundredths. */
  score: number;
  note: string;
  updated_at: string;
}

/** Tables of checks on site, appeals, case files, rectification and survey. */
export interface ReviewTables {
  site_check: SiteCheckTable;
  site_check_item: SiteCheckItemTable;
  appeal: AppealTable;
  appeal_evidence: AppealEvidenceTable;
  case_list: CaseListTable;
  case_file: CaseFileTable;
  case_zero_report: CaseZeroReportTable;
  case_draw: CaseDrawTable;
  case_pick: CasePickTable;
  review_template: ReviewTemplateTable;
  case_review: CaseReviewTable;
  case_result: CaseResultTable;
  problem: ProblemTable;
  measure: MeasureTable;
  problem_file: ProblemFileTable;
  interview: InterviewTable;
  survey_result: SurveyResultTable;
}

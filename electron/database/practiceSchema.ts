import type { ColumnType, Generated } from 'kysely';
import type { CycleState } from '../../shared/domain/cycleState';

/** JSON kept as text; repositories parse it at the edge. */
type Json = string;
type Flag = 0 | 1;
/** Set by the database, never by an insert. */
type Id = Generated<number>;

export interface AccountTable {
  id: Id;
  uid: string;
  name: string;
  /** The unit the person belongs to, in every cycle; '' for none. */
  unit_code: string;
  roles: Json;
  /** Scores every item, not only assigned ones. */
  all_items: Flag;
  /** PHC string of a memory-hard hash; '' where none is set. */
  password: string;
  /** The same of the recovery code; '' where there is none. */
  recovery: string;
  failures: ColumnType<number, number | undefined, number>;
  blocked_until: ColumnType<string, string | undefined, string>;
  /** The password was set by somebody else; the person replaces it before anything else. */
  must_change: ColumnType<Flag, Flag | undefined, Flag>;
  /** When a recovery code was used, until the office has taken note of it; '' otherwise. */
  recovered_at: ColumnType<string, string | undefined, string>;
  active: ColumnType<Flag, Flag | undefined, Flag>;
  created_at: string;
}

export interface AuditEntryTable {
  id: Id;
  at: string;
  person: string;
  account_uid: string;
  action: string;
  /** What it was done to, as a person reads it. */
  subject: string;
  /** No reference: a unit may be taken out while a cycle is a draft, its trail stays. */
  unit_id: number | null;
  item_id: number | null;
  edit_id: string;
  before: Json;
  after: Json;
  reason: string;
  previous_hash: string;
  hash: string;
}

export interface AuditHeadTable {
  id: number;
  entries: number;
  hash: string;
}

export interface CycleDeadlineTable {
  cycle_id: number;
  state: CycleState;
  /** ISO date the stage should end on. */
  due_on: string;
}

export interface CycleTransitionTable {
  id: Id;
  cycle_id: number;
  from_state: CycleState;
  to_state: CycleState;
  reason: string;
  /** What was still open and confirmed, as sentences. */
  open: Json;
  person: string;
  at: string;
}

export interface CycleSettingTable {
  cycle_id: number;
  key: string;
  value: Json;
}

export interface SubmissionTable {
  unit_id: number;
  state: 'filling' | 'submitted' | 'returned' | 'accepted';
  round: number;
  /** A deadline of its own after a return; '' for the cycle's. */
  due_on: string;
  submitted_by: string;
  submitted_at: string;
  accepted_by: string;
  accepted_at: string;
  updated_at: string;
}

export interface SubmissionReturnTable {
  id: Id;
  unit_id: number;
  round: number;
  reason: string;
  /** [{itemId, reason}]. */
  items: Json;
  due_on: string;
  person: string;
  at: string;
}

export interface SubmissionHandInTable {
  id: Id;
  unit_id: number;
  round: number;
  /** PreflightReport. */
  report: Json;
  /** Why the office handed it in although something was missing; '' usually. */
  reason: string;
  days_late: number;
  person: string;
  at: string;
}

export interface NotApplicableRequestTable {
  id: Id;
  uid: string;
  unit_id: number;
  item_id: number;
  reason: string;
  basis: string;
  lead_opinion: string;
  lead_by: string;
  office_opinion: string;
  state: 'requested' | 'approved' | 'refused' | 'withdrawn';
  requested_by: string;
  requested_at: string;
  decided_by: string;
  decided_at: string;
}

export interface ApprovedResultTable {
  id: Id;
  cycle_id: number;
  /** 1 is the approval, later ones its successors. */
  number: number;
  kind: 'approval' | 'correction';
  reason: string;
  /** Document a correction rests on. */
  basis: string;
  /** What was still open and confirmed, as sentences. */
  open: Json;
  /** The correction's step. */
  adjustment_id: number | null;
  /** Level-1 parts: [{code, name}]. */
  parts: Json;
  person: string;
  at: string;
  app_version: string;
  /** Of all of it, its units, and the digest before. */
  digest: string;
}

export interface ApprovedUnitTable {
  result_id: number;
  /** No reference: a reopened draft may lose the unit, the result keeps it. */
  unit_id: number;
  /** Groups in their order, units in list order. */
  position: number;
  code: string;
  name: string;
  short_name: string;
  group_name: string;
  raw: number;
  applicable: number;
  converted: number;
  bonus: number;
  deduction: number;
  final: number;
  unscored: number;
  scored: number;
  veto: 'fail' | 'capGood' | null;
  rank: number | null;
  grade: string | null;
  grade_note: string | null;
  contribution: number | null;
  comprehensive_total: number | null;
  comprehensive_rank: number | null;
  /** [{scored, applicable, unscored}] in the order of the result's parts. */
  parts: Json;
  other_scores: Json;
  /** CompositeTotal; null where the final score is of the indicators alone. */
  composite: Json | null;
}

export interface CorrectionTable {
  id: Id;
  uid: string;
  cycle_id: number;
  unit_id: number;
  item_id: number;
  /** Hundredths, final score when it was proposed. */
  from_points: number;
  to_points: number;
  reason: string;
  basis: string;
  state: 'proposed' | 'confirmed' | 'refused';
  opinion: string;
  proposed_by: string;
  proposed_at: string;
  decided_by: string;
  decided_at: string;
  /** The successor it led to. */
  result_id: number | null;
}

export interface ScoreAdjustmentTable {
  id: Id;
  uid: string;
  unit_id: number;
  item_id: number;
  kind: 'siteCheck' | 'appeal' | 'correction';
  /** Hundredths, the score before. */
  from_points: number;
  to_points: number;
  reason: string;
  /** Document, finding or appeal it rests on. */
  basis: string;
  person: string;
  at: string;
}

export interface ScorerAssignmentTable {
  cycle_id: number;
  item_id: number;
  account_id: number;
}

export interface ItemMarkingTable {
  cycle_id: number;
  item_id: number;
  method: 'mean' | 'dropHighLow' | 'consensus';
  /** Hundredths between highest and lowest. */
  spread_limit: number;
  blind: Flag;
}

export interface MarkingTable {
  unit_id: number;
  item_id: number;
  account_id: number;
  inputs: Json;
  direct_points: string;
  not_applicable: Flag;
  reason: string;
  status: 'unscored' | 'notApplicable' | 'scored';
  /** Hundredths. */
  points: number | null;
  /** Others see it from then on; null while it is a draft. */
  locked_at: string | null;
  /** Random; makes the digest of a blind draft on the trail tell nothing. */
  salt: string;
  revision: number;
  updated_at: string;
}

export interface SettlementTable {
  unit_id: number;
  item_id: number;
  method: 'mean' | 'dropHighLow' | 'consensus' | 'decided';
  /** Hundredths. */
  spread: number;
  /** Hundredths; null where not applicable was agreed. */
  points: number | null;
  reason: string;
  person: string;
  at: string;
}

export interface DeductionReasonTable {
  id: Id;
  uid: string;
  item_id: number;
  text: string;
  /** Hundredths to take off; null where the rule computes it. */
  points: number | null;
  basis: string;
  position: number;
  active: ColumnType<Flag, Flag | undefined, Flag>;
}

/** A finding of 体检 somebody looked into. It counts as long as `state` is still what the finding says. */
export interface FindingDismissalTable {
  cycle_id: number;
  kind: string;
  unit_id: number;
  /** 0 where the finding is of no single item. */
  item_id: number;
  /** What of the place it is about: a file, an incident, a reason; '' for the score itself. */
  subject: string;
  state: string;
  reason: string;
  person: string;
  at: string;
}

export interface IncidentTable {
  id: Id;
  uid: string;
  cycle_id: number;
  title: string;
  event_date: string;
  document_date: string;
  document_number: string;
  counted_year: number;
  note: string;
  person: string;
  at: string;
}

export interface IncidentLinkTable {
  incident_id: number;
  unit_id: number;
  item_id: number;
  deducts: Flag;
  /** Why it deducts here although it deducts elsewhere too. */
  note: string;
}

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

/** Tables of the whole practice: people, trail, stages, layers, reviews, case files, rectification. */
export interface PracticeTables {
  account: AccountTable;
  audit_entry: AuditEntryTable;
  audit_head: AuditHeadTable;
  cycle_deadline: CycleDeadlineTable;
  cycle_transition: CycleTransitionTable;
  cycle_setting: CycleSettingTable;
  submission: SubmissionTable;
  submission_return: SubmissionReturnTable;
  submission_hand_in: SubmissionHandInTable;
  not_applicable_request: NotApplicableRequestTable;
  approved_result: ApprovedResultTable;
  approved_unit: ApprovedUnitTable;
  correction: CorrectionTable;
  score_adjustment: ScoreAdjustmentTable;
  scorer_assignment: ScorerAssignmentTable;
  item_marking: ItemMarkingTable;
  marking: MarkingTable;
  settlement: SettlementTable;
  deduction_reason: DeductionReasonTable;
  finding_dismissal: FindingDismissalTable;
  incident: IncidentTable;
  incident_link: IncidentLinkTable;
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

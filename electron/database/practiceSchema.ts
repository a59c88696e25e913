import type { ColumnType, Generated } from 'kysely';
import type { ReviewTables } from './reviewSchema';
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

/** Tables of the whole practice: people, trail, stages, layers, reviews, case files, rectification. */
export interface PracticeTables extends ReviewTables {
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
}

import type { CycleState } from '../domain/cycleState';
import type { IndicatorSystem, ScoringItem, Section } from '../domain/indicatorSystem';
import type { Points } from '../domain/points';
import type { Action, Role } from '../domain/role';
import type { ExplanationStep, ItemResult, ScoreEntry } from '../domain/score';
import type { RankedUnitTotal, SchemeComponent } from '../domain/totals';
import type { Unit } from '../domain/unit';
import type { ErrorReport } from '../errors/appError';
import type { TableProblem } from '../tables/problem';
import type { SheetMarking } from './practice/marking';

/** What crosses from the main process to the screens. Points are hundredths; times are ISO with zone; dates ISO. */

export type Seat = 'office' | 'assessor' | 'unit';

export type { CycleState } from '../domain/cycleState';

export interface CycleView {
  readonly id: number;
  readonly year: number;
  readonly name: string;
  readonly state: CycleState;
}

export interface SystemSummary {
  readonly id: number;
  readonly title: string;
  readonly version: string;
  readonly year: number;
  readonly status: 'draft' | 'published';
  readonly official: boolean;
  /** Provenance note; shown wherever the system is named when `official` is false. */
  readonly note: string;
  readonly itemCount: number;
  readonly basePoints: Points;
  readonly publishedAt: string | null;
  readonly createdAt: string;
}

/** The person's own account, as the frame of the window shows it. */
export interface SignedInAccount {
  readonly name: string;
  /** Code of the unit the person belongs to; '' for none. */
  readonly unitCode: string;
  readonly roles: readonly Role[];
  readonly hasPassword: boolean;
  /** The password was set by somebody else: nothing but changing it is allowed. */
  readonly mustChange: boolean;
}

export interface WorkspaceView {
  readonly folder: string;
  readonly name: string;
  readonly seat: Seat;
  /** Who is typing; '' for nobody. */
  readonly person: string;
  /** Who is signed in; null: nobody, the sign-in page is shown. */
  readonly account: SignedInAccount | null;
  /** What the person may do: a screen offers nothing else. */
  readonly actions: readonly Action[];
  /** The window is locked: every call but signing in is refused until then. */
  readonly locked: boolean;
  /** Minutes without a touch until it locks; 0 never. Only accounts with a password lock. */
  readonly lockAfterMinutes: number;
  readonly readOnly: boolean;
  /** Why it is read-only, in Chinese; '' otherwise. */
  readonly readOnlyReason: string;
  readonly cycle: CycleView;
  readonly system: SystemSummary;
}

export interface RecentWorkspace {
  readonly folder: string;
  readonly name: string;
  readonly openedAt: string;
}

export interface AppState {
  readonly version: string;
  readonly workspace: WorkspaceView | null;
  readonly recent: readonly RecentWorkspace[];
  /** Why the workspace of the last time could not be opened at program start. */
  readonly openError: ErrorReport | null;
  /** Title and note of the shipped reference set, for the first-start page. */
  readonly reference: { readonly title: string; readonly note: string };
}

/** A file or folder a person chose. The token stands for its path, which never reaches the renderer. */
export interface ChosenFile {
  readonly token: string;
  readonly name: string;
  /** The same for what lies in one folder; it does not say where that is. */
  readonly place: string;
  /** Bytes; 0 for a folder or a file still to be written. */
  readonly size: number;
}

export interface ItemView extends ScoringItem {
  readonly id: number;
}

export interface IndicatorSystemView {
  readonly summary: SystemSummary;
  readonly system: Omit<IndicatorSystem, 'items'>;
  readonly items: readonly ItemView[];
}

export interface IndicatorPreviewView {
  readonly previewId: string;
  readonly fileName: string;
  readonly sheet: string;
  readonly headings: readonly { readonly column: string; readonly text: string }[];
  /** Our column name (一级指标 …) → column letter; absent: not in this table. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly system: IndicatorSystem;
  /** Source row of each item, in item order. */
  readonly rows: readonly number[];
  readonly pointsTotal: Points;
  readonly problems: readonly TableProblem[];
  readonly blocked: boolean;
}

export interface ItemDifference {
  readonly code: string;
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

export interface UnitView extends Unit {
  readonly id: number;
  readonly groupId: number;
}

export interface UnitGroupView {
  readonly id: number;
  readonly name: string;
  readonly note: string;
  readonly position: number;
  readonly unitCount: number;
}

export interface UnitPreviewView {
  readonly previewId: string;
  readonly fileName: string;
  readonly units: readonly (Unit & { readonly change: 'new' | 'changed' | 'same' })[];
  readonly problems: readonly TableProblem[];
  readonly blocked: boolean;
}

/** One unit in the list at the left of 评分. */
export interface UnitProgress {
  readonly unitId: number;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly group: string;
  readonly scored: number;
  /** Applicable base items. */
  readonly applicable: number;
}

/** One item of one unit as stored. Items without a row have revision 0 and an empty entry. */
export interface ScoreRow {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly status: ItemResult['status'];
  /** 审核分. */
  readonly points: Points | null;
  /** 核查调整分, signed: what on-site checks, appeals and corrections add to or take off. */
  readonly adjustment: Points;
  /** 最终分: what the totals add up. */
  readonly finalPoints: Points | null;
  /** Decided from several markings; typed in 复核申诉, not in 评分. */
  readonly settled: boolean;
  readonly scorer: string;
  readonly revision: number;
  readonly updatedAt: string | null;
}

export interface ScoreSheetRow extends ScoreRow, ScoreAccess {
  readonly evidenceCount: number;
  /** As typed by the unit; '' where nothing was. */
  readonly selfPoints: string;
  readonly selfStatement: string;
  readonly priorPoints: Points | null;
  readonly priorReason: string;
}

/** What the person at the screen may do with one score. */
export interface ScoreAccess {
  /** Why it cannot be typed now, in Chinese; '' or left out: it can. */
  readonly closed?: string;
  /** Set where several people score the item: each types an own marking. */
  readonly marking?: SheetMarking;
}

/** One unit in the column of an item. */
export interface ItemScoreRow extends ScoreRow, ScoreAccess {
  /** 自评分 as typed by the unit; left out where nothing was. */
  readonly selfPoints?: string;
}

export interface ScoreSheetView {
  readonly unit: UnitView;
  /** Rows of every item that belongs to the unit (all sections), in table order. */
  readonly rows: readonly ScoreSheetRow[];
  /** null: not to be seen by whoever is signed in, a scorer before 反馈申诉. */
  readonly total: RankedTotalView | null;
}

export interface RankedTotalView extends RankedUnitTotal {
  /** Ranked units of the group. */
  readonly rankedOf: number;
}

export interface RecordedScore {
  /** What counts; a marking of several scorers leaves it as it was. */
  readonly row: ScoreRow;
  /** Where the item is scored by several: the own marking as it now stands. */
  readonly marking?: SheetMarking;
  /** The unit's new total; rank and grade are asked for separately (`scores:rank`). */
  readonly total: Omit<RankedUnitTotal, 'rank' | 'grade' | 'gradeNote' | 'unitId'> | null;
  readonly savedAt: string;
}

export interface ScoreHistoryEntry {
  readonly revision: number;
  readonly entry: ScoreEntry;
  readonly status: ItemResult['status'];
  readonly points: Points | null;
  readonly scorer: string;
  readonly at: string;
}

export interface EvidenceView {
  readonly id: number;
  readonly unitId: number;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly documentNumber: string;
  readonly formedOn: string;
  /** How the file is shown: in the app, or only by name. */
  readonly preview: 'pdf' | 'image' | 'text' | 'none';
  /** Judgement for the item asked about; pending where the list is of a whole unit. */
  readonly judgement: 'pending' | 'accepted' | 'rejected';
  readonly judgementReason: string;
  /** Every item of the unit it is attached to. */
  readonly items: readonly { readonly itemId: number; readonly code: string; readonly name: string }[];
}

/** Evidence found by its name or 文号, and where it is attached first. */
export interface EvidenceFound {
  readonly id: number;
  readonly name: string;
  readonly documentNumber: string;
  readonly unitId: number;
  readonly unitName: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
}

export interface EvidenceAdded {
  readonly added: readonly EvidenceView[];
  readonly refused: readonly { readonly name: string; readonly error: ErrorReport }[];
  /** Files that are there under another name already, and which. */
  readonly same?: readonly { readonly name: string; readonly as: string }[];
}

export interface SelfEvaluationRow {
  readonly itemId: number;
  readonly points: string;
  readonly statement: string;
  readonly evidenceCount: number;
  /** Last year's final score (null where it did not apply) and why points were lost; null where nothing is known. */
  readonly prior: { readonly points: Points | null; readonly reason: string } | null;
}

export interface SchemeView {
  readonly groupId: number;
  readonly group: string;
  readonly components: readonly (SchemeComponent & { readonly id: number })[];
}

export interface UnitResult extends RankedUnitTotal {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly group: string;
  readonly id: number;
  /** Σ scores and Σ applicable points per level-1 part of the base section, in part order; applicable 0: nothing applies. */
  readonly parts: readonly {
    readonly scored: Points;
    readonly applicable: Points;
    readonly unscored: number;
  }[];
  readonly contribution: Points | null;
  readonly comprehensiveTotal: Points | null;
  readonly comprehensiveRank: number | null;
  /** Other components' scores in scheme order (rule-of-law lines left out); null: not entered. */
  readonly otherScores: readonly (Points | null)[];
}

export interface CycleResult {
  readonly cycle: CycleView;
  readonly system: SystemSummary;
  readonly parts: readonly { readonly code: string; readonly name: string }[];
  readonly groups: readonly { readonly id: number; readonly name: string; readonly units: number }[];
  readonly units: readonly UnitResult[];
}

export interface DashboardView {
  readonly result: CycleResult;
  /** Items with the lowest mean rate over all scored units, worst first. */
  readonly weakest: readonly {
    readonly itemId: number;
    readonly code: string;
    readonly name: string;
    readonly points: Points;
    readonly meanScore: Points;
    readonly units: number;
  }[];
  readonly scoredItems: number;
  readonly applicableItems: number;
  readonly evidenceFiles: number;
}

export type { ReportKind } from '../reports/reportKinds';

/** The first rows of a report as plain text, for the preview. */
export interface ReportPreview {
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: readonly (readonly string[])[];
    readonly totalRows: number;
    /** Column widths in characters. */
    readonly widths: readonly number[];
    /** Cells that span several columns or rows: the first cell (from 0) and how far. */
    readonly spans: readonly {
      readonly row: number;
      readonly column: number;
      readonly columns: number;
      readonly rows: number;
    }[];
  }[];
}

export interface JobProgress {
  readonly jobId: string;
  readonly done: number;
  readonly total: number;
  /** Chinese, what is being done. */
  readonly label: string;
  readonly state: 'running' | 'finished' | 'cancelled' | 'failed';
  readonly error?: ErrorReport;
  readonly fileName?: string;
}

export interface VerifyFinding {
  readonly kind:
    | 'database'
    | 'evidence'
    | 'score'
    | 'total'
    | 'scheme'
    | 'file'
    /** The audit trail. */
    | 'audit'
    /** Approved results. */
    | 'result'
    /** Anything else of the practice: draws, appeals, problems …. */
    | 'practice';
  readonly message: string;
  readonly place: string;
}

export interface VerifyResult {
  readonly findings: readonly VerifyFinding[];
  readonly checked: { readonly scores: number; readonly evidenceFiles: number; readonly units: number };
}

export interface ScoreImportPreview {
  readonly previewId: string;
  readonly fileName: string;
  readonly changed: number;
  readonly same: number;
  readonly problems: readonly TableProblem[];
  readonly blocked: boolean;
}

export interface ExplanationView {
  readonly title: string;
  readonly root: ExplanationStep;
}

export type SectionOf = Section;

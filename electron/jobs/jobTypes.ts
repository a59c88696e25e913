import type { Actor } from '../../shared/domain/role';
import type { ErrorReport } from '../../shared/errors/appError';
import type {
  ReportKind,
  ReportPreview,
  ScoreImportPreview,
  UnitPreviewView,
  VerifyResult,
} from '../../shared/ipc/views';
import type { AuditFilter, AuditVerified } from '../../shared/ipc/practice/audit';
import type { IndicatorTablePreview } from '../workbook/indicatorWorkbook';
import type { OtherScoresTable, SchemeTable } from '../../shared/tables/schemeTable';
import type { ListTable } from '../workbook/writeListTable';
import type { PackRequest } from '../services/exchange/kinds/packageHandler';
import type { Packed } from '../services/exchange/packed';
import type { PreparedPackage } from '../services/exchange/preparedPackage';
import type { PackOptions } from '../services/exchange/writePacked';
import type { ReasonImport } from '../services/insight/importReasons';
import type { CaseListPreview, ReviewTemplatePreview } from '../../shared/ipc/practice/caseFile';
import type { PackageFacts, PackagePreview } from '../../shared/ipc/practice/exchange';
import type { SurveyPreview } from '../../shared/ipc/practice/survey';
import type { CaseListImport } from '../services/caseFiles/importCaseList';
import type { SurveyImport } from '../services/survey/previewSurvey';
import type { ScoreImport } from '../services/scores/previewScoreImport';

/**
 * Work that runs in a process of its own: whatever reads or writes workbooks, hashes evidence or zips. Workspaces are
 * opened there read-only; the main process stays the one writer.
 */
export interface Jobs {
  exportReport: {
    args: { folder: string; kind: ReportKind; target: string; cycleId?: number };
    result: null;
  };
  previewReport: { args: { folder: string; kind: ReportKind; cycleId?: number }; result: ReportPreview };
  previewIndicators: {
    args: { path: string; mapping?: Record<string, string>; sheet?: string };
    result: IndicatorTablePreview;
  };
  previewUnits: { args: { folder: string | null; path: string }; result: Omit<UnitPreviewView, 'previewId'> };
  previewScores: {
    args: { folder: string; path: string };
    result: { view: Omit<ScoreImportPreview, 'previewId'>; data: ScoreImport };
  };
  previewReasons: { args: { folder: string; path: string }; result: ReasonImport };
  readSchemes: { args: { path: string }; result: SchemeTable };
  readOtherScores: { args: { path: string }; result: OtherScoresTable };
  writeIndicators: { args: { folder: string; systemId: number; target: string }; result: null };
  writeUnits: { args: { folder: string; target: string }; result: null };
  writeScoreTemplate: { args: { folder: string; unitIds?: number[]; target: string }; result: null };
  writeListTable: { args: ListTable & { target: string }; result: null };
  previewCaseList: {
    args: { folder: string; path: string };
    result: { view: Omit<CaseListPreview, 'previewId'>; data: CaseListImport };
  };
  writeCaseList: { args: { folder: string; filled: boolean; target: string }; result: null };
  previewReviewTemplate: { args: { path: string }; result: Omit<ReviewTemplatePreview, 'previewId'> };
  writeReviewTemplate: {
    args: { folder: string; type: string; version: string; target: string };
    result: null;
  };
  previewSurvey: {
    args: { folder: string; path: string };
    result: { view: Omit<SurveyPreview, 'previewId'>; data: SurveyImport };
  };
  writeSurvey: { args: { folder: string; target: string }; result: null };
  verify: { args: { folder: string }; result: VerifyResult };
  verifyAudit: { args: { folder: string }; result: AuditVerified };
  exportAudit: { args: { folder: string; filter: AuditFilter; target: string }; result: null };
  restore: { args: { file: string; folder: string }; result: null };
  backup: { args: { folder: string; target: string }; result: null };
  writePackage: {
    args: {
      folder: string;
      request: PackRequest;
      target: string;
      options: Pick<PackOptions, 'passphrase' | 'volumeBytes' | 'leaveOut'>;
    };
    result: Packed;
  };
  preparePackage: {
    args: { folder: string; path: string; passphrase: string; materials: string };
    result: { prepared: PreparedPackage; preview: PackagePreview };
  };
  writeForm: { args: { folder: string; unitId: number; target: string }; result: Packed };
  previewPackage: { args: { folder: string; prepared: PreparedPackage }; result: PackagePreview };
  inspectPackage: { args: { path: string; passphrase: string }; result: PackageFacts };
  makeSeat: { args: { file: string; passphrase: string; folder: string }; result: null };
}

export type JobName = keyof Jobs;
export type JobArgs<N extends JobName> = Jobs[N]['args'];
export type JobResult<N extends JobName> = Jobs[N]['result'];

export type ToJob =
  | {
      readonly type: 'start';
      readonly name: JobName;
      readonly args: unknown;
      /** Who asked for it: it reads the workspace as that person. */
      readonly actor: Actor;
    }
  | { readonly type: 'cancel' };

export type FromJob =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly label: string }
  | { readonly type: 'finished'; readonly result: unknown }
  | { readonly type: 'failed'; readonly error: ErrorReport | null; readonly detail: string };

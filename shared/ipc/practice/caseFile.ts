import { z } from 'zod';
import type { CaseSettings } from '../../caseFiles/caseSettings';
import type { CaseGrade } from '../../caseFiles/decideFile';
import type { DrawCheck } from '../../caseFiles/checkDraw';
import type { DrawPlan } from '../../caseFiles/draw';
import type { ListedCase } from '../../caseFiles/caseList';
import type { ReviewFindings } from '../../caseFiles/reviewScore';
import type { ReviewTemplate } from '../../caseFiles/reviewTemplate';
import type { CaseMean } from '../../caseFiles/unitCaseResult';
import type { Points } from '../../domain/points';
import type { TableProblem } from '../../tables/problem';
import { call, id, longText, none, shortText, token } from '../call';

/** A file of the list. */
export interface CaseFileRow extends ListedCase {
  readonly id: number;
  readonly unitName: string;
}

/** Whether a unit handed its list in, and how many files of each type it holds. */
export interface CaseCoverage {
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly submitted: boolean;
  /** Has an item that case files count for. */
  readonly expected: boolean;
  readonly counts: Readonly<Record<string, number>>;
}

export interface CaseListView {
  readonly list: {
    readonly fileName: string;
    readonly rowCount: number;
    readonly sha256: string;
    readonly person: string;
    readonly at: string;
  } | null;
  /** Lists imported in this cycle. */
  readonly lists: number;
  /** In the order of the current list. */
  readonly files: readonly CaseFileRow[];
  /** Types in the list, the usual ones first. */
  readonly types: readonly string[];
  readonly coverage: readonly CaseCoverage[];
}

export interface CaseListPreview {
  readonly previewId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly files: readonly (ListedCase & { readonly unitName: string })[];
  readonly zeroReports: number;
  /** The same list is in force already. */
  readonly same: boolean;
  readonly problems: readonly TableProblem[];
  readonly blocked: boolean;
}

export type PickOrigin = 'drawn' | 'spare' | 'manual';
export type PickState = 'active' | 'waiting' | 'replaced';

export interface CasePickRow extends ListedCase {
  readonly id: number;
  readonly unitName: string;
  readonly place: number;
  readonly origin: PickOrigin;
  readonly state: PickState;
  readonly note: string;
}

export interface CaseDrawView {
  readonly id: number;
  /** 第几次抽取, from 1. */
  readonly turn: number;
  readonly listFile: string;
  readonly listSha256: string;
  readonly algorithm: string;
  readonly seed: string;
  readonly seedSource: 'typed' | 'random';
  readonly seedNote: string;
  readonly plan: DrawPlan;
  readonly reason: string;
  readonly person: string;
  readonly at: string;
}

export interface CaseDrawsView {
  /** The last one is in force. */
  readonly draws: readonly CaseDrawView[];
  /** Of the draw in force. */
  readonly picks: readonly CasePickRow[];
  /** The list was imported anew since the draw. */
  readonly listChanged: boolean;
  /** A review has begun, so that nothing may be drawn again. */
  readonly inUse: boolean;
}

export interface ReviewTemplateView extends ReviewTemplate {
  /** null for a shipped one that no review has used yet. */
  readonly id: number | null;
  readonly active: boolean;
  readonly at: string;
}

export interface ReviewTemplatePreview {
  readonly previewId: string;
  readonly fileName: string;
  readonly template: ReviewTemplate | null;
  readonly problems: readonly TableProblem[];
  readonly blocked: boolean;
}

export interface FileReviewerView {
  readonly accountId: number;
  readonly name: string;
  readonly unitName: string;
  /** Files of the current draw on the desk, and how many of them are locked. */
  readonly files: number;
  readonly locked: number;
}

export type ReviewState = 'open' | 'started' | 'locked';

/** One reviewer's task. */
export interface ReviewTask {
  readonly reviewId: number;
  readonly pickId: number;
  readonly unitName: string;
  readonly number: string;
  readonly matter: string;
  readonly type: string;
  readonly round: number;
  readonly reviewer: string;
  readonly mine: boolean;
  readonly state: ReviewState;
  /** null while open, and where it must not be seen yet. */
  readonly score: Points | null;
}

/** Another reviewer's finding, shown once it may be seen. */
export interface OtherReview {
  readonly reviewId: number;
  readonly reviewer: string;
  readonly round: number;
  readonly score: Points;
  readonly legal: boolean;
  readonly findings: ReviewFindings;
  readonly highlights: string;
  readonly opinion: string;
}

export interface CaseReviewView {
  readonly reviewId: number;
  readonly file: ListedCase & { readonly unitName: string };
  readonly round: number;
  readonly reviewer: string;
  readonly mine: boolean;
  readonly template: ReviewTemplate;
  readonly settings: CaseSettings;
  readonly findings: ReviewFindings;
  readonly highlights: string;
  readonly opinion: string;
  readonly lockedAt: string | null;
  readonly revision: number;
  /** May be changed by whoever is signed in. */
  readonly editable: boolean;
  readonly others: readonly OtherReview[];
}

export interface SavedReview {
  readonly revision: number;
  readonly savedAt: string;
}

export type CaseFileState = 'unassigned' | 'reviewing' | 'needsThird' | 'decided';

export interface CaseResultRow {
  readonly pickId: number;
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly number: string;
  readonly matter: string;
  readonly type: string;
  readonly origin: PickOrigin;
  readonly state: CaseFileState;
  /** Why a third reviewer is needed; '' otherwise. */
  readonly why: string;
  readonly reviewers: readonly {
    readonly reviewId: number;
    readonly name: string;
    readonly round: number;
    readonly locked: boolean;
    readonly score: Points | null;
    readonly legal: boolean | null;
  }[];
  readonly score: Points | null;
  readonly legal: boolean | null;
  readonly grade: CaseGrade | '';
  readonly method: string;
  readonly unitOpinion: string;
}

export interface UnitCaseRow {
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  /** Picked files, and those decided. */
  readonly picked: number;
  readonly decided: number;
  readonly byType: Readonly<Record<string, CaseMean>>;
  /** Over all types. */
  readonly all: CaseMean;
}

export interface CaseResultsView {
  readonly settings: CaseSettings;
  readonly types: readonly string[];
  readonly files: readonly CaseResultRow[];
  readonly units: readonly UnitCaseRow[];
}

/** What feeding does to one item of one unit. */
export interface FeedRow {
  readonly unitId: number;
  readonly unitName: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  /** 评分输入 as it would be written; '' where nothing can be. */
  readonly input: string;
  readonly before: Points | null;
  readonly after: Points | null;
  readonly change: 'new' | 'changed' | 'same' | 'blocked';
  /** Why it is blocked, or what it writes over. */
  readonly note: string;
}

export interface FeedResult {
  readonly rows: readonly FeedRow[];
  readonly written: number;
}

const seedText = z.string().trim().max(200);
const count = z.number().int().nonnegative();
const hundredths = z.number().int().min(1).max(10_000);
const reason = shortText;
const findings = z
  .object({
    gates: z.array(z.object({ code: token, pages: shortText, reason: longText }).strict()).max(500),
    deductions: z
      .array(z.object({ code: token, pages: shortText, reason: longText, count: z.number().int() }).strict())
      .max(500),
  })
  .strict();

/** Calls of 案卷评查: list, draw, templates, reviews, results. */
export const caseFileCalls = {
  'caseFiles:list': call<CaseListView>()(none),
  'caseFiles:previewList': call<CaseListPreview>()(z.object({ file: token }).strict()),
  'caseFiles:importList': call<CaseListView>()(z.object({ previewId: token }).strict()),
  /** A blank form, or with the rows of the current list. */
  'caseFiles:exportList': call<{ fileName: string }>()(
    z.object({ target: token, filled: z.boolean() }).strict(),
  ),

  'caseFiles:draws': call<CaseDrawsView>()(none),
  /** seed null: made by the program. */
  'caseFiles:draw': call<CaseDrawsView>()(
    z
      .object({
        seed: seedText.nullable(),
        seedNote: shortText,
        plan: z.object({ quota: count, spares: count, byType: z.record(z.string().max(60), count) }).strict(),
        reason,
      })
      .strict(),
  ),
  /** Repeats the draw in force from its record; with a seed or a hash, from those of a printed record. */
  'caseFiles:checkDraw': call<DrawCheck>()(
    z.object({ seed: seedText.optional(), listSha256: z.string().trim().max(100).optional() }).strict(),
  ),
  'caseFiles:pickByHand': call<CaseDrawsView>()(z.object({ fileId: id, reason }).strict()),
  'caseFiles:replacePick': call<CaseDrawsView>()(
    z.object({ pickId: id, reason, withoutSpare: z.boolean().optional() }).strict(),
  ),

  'caseFiles:templates': call<readonly ReviewTemplateView[]>()(none),
  'caseFiles:previewTemplate': call<ReviewTemplatePreview>()(z.object({ file: token }).strict()),
  'caseFiles:importTemplate': call<readonly ReviewTemplateView[]>()(z.object({ previewId: token }).strict()),
  'caseFiles:exportTemplate': call<{ fileName: string }>()(
    z.object({ type: z.string().min(1).max(60), version: shortText, target: token }).strict(),
  ),
  'caseFiles:useTemplate': call<readonly ReviewTemplateView[]>()(z.object({ templateId: id }).strict()),
  'caseFiles:settings': call<CaseSettings>()(none),
  'caseFiles:saveSettings': call<CaseSettings>()(
    z
      .object({
        passLine: hundredths,
        excellentLine: hundredths,
        differenceLimit: z.number().int().min(0).max(10_000),
        failedGate: z.enum(['zero', 'belowPass']),
        reviewers: z.union([z.literal(1), z.literal(2)]),
      })
      .strict()
      .refine(({ passLine, excellentLine }) => passLine <= excellentLine),
  ),

  'caseFiles:reviewers': call<readonly FileReviewerView[]>()(none),
  'caseFiles:assign': call<{ assigned: number }>()(none),
  'caseFiles:reassign': call<null>()(z.object({ reviewId: id, accountId: id, reason }).strict()),
  'caseFiles:tasks': call<readonly ReviewTask[]>()(none),
  'caseFiles:review': call<CaseReviewView>()(z.object({ reviewId: id }).strict()),
  'caseFiles:saveReview': call<SavedReview>()(
    z
      .object({
        reviewId: id,
        findings,
        highlights: longText,
        opinion: longText,
        editId: z.string().min(1).max(60),
      })
      .strict(),
  ),
  'caseFiles:lockReview': call<CaseReviewView>()(z.object({ reviewId: id }).strict()),
  'caseFiles:reopenReview': call<null>()(z.object({ reviewId: id, reason }).strict()),

  'caseFiles:results': call<CaseResultsView>()(none),
  'caseFiles:unitOpinion': call<null>()(z.object({ pickId: id, opinion: longText }).strict()),
  'caseFiles:feedPreview': call<readonly FeedRow[]>()(none),
  'caseFiles:feed': call<FeedResult>()(z.object({ unitIds: z.array(id).max(10_000).optional() }).strict()),
};

import { z } from 'zod';
import type {
  AppState,
  ChosenFile,
  CycleResult,
  DashboardView,
  EvidenceAdded,
  EvidenceFound,
  EvidenceView,
  ExplanationView,
  IndicatorPreviewView,
  IndicatorSystemView,
  ItemDifference,
  ItemScoreRow,
  JobProgress,
  RankedTotalView,
  RecordedScore,
  ReportPreview,
  SchemeView,
  ScoreHistoryEntry,
  ScoreImportPreview,
  ScoreSheetView,
  SelfEvaluationRow,
  SystemSummary,
  UnitGroupView,
  UnitPreviewView,
  UnitProgress,
  UnitView,
  VerifyResult,
} from './views';
import { call, entrySchema, id, longText, none, shortText, token, type Call } from './call';
import { itemSchema, settingsSchema } from './domainSchemas';
import { accountCalls, type SignedInView } from './practice/account';
import { auditCalls } from './practice/audit';
import { caseFileCalls } from './practice/caseFile';
import { exchangeCalls } from './practice/exchange';
import { insightCalls } from './practice/insight';
import { markingCalls } from './practice/marking';
import { rectificationCalls } from './practice/rectification';
import { resultCalls } from './practice/result';
import { reviewCalls } from './practice/review';
import { surveyCalls } from './practice/survey';
import { yearCalls } from './practice/year';
import { REPORT_KINDS } from '../reports/reportKinds';

const componentSchema = z
  .object({
    name: z.string().min(1).max(100),
    weight: z.number().int().positive().max(100_000),
    ruleOfLaw: z.boolean(),
  })
  .strict();

const unitSchema = z
  .object({
    code: z.string().trim().min(1).max(40),
    name: z.string().trim().min(1).max(200),
    shortName: z.string().trim().max(60),
    group: z.string().trim().min(1).max(100),
    tags: z.array(z.string().trim().min(1).max(60)).max(50),
    position: z.number().int().nonnegative().max(1_000_000),
  })
  .strict();

const filePurpose = z.enum([
  'indicators',
  'units',
  'scores',
  'evidence',
  'scheme',
  'otherScores',
  'survey',
  'reasons',
  'backup',
  'package',
  'materials',
]);
const reportKind = z.enum(REPORT_KINDS);

/** Every call the renderer may make. Adding one line here is how a feature starts. */
export const contract = {
  'app:state': call<AppState>()(none),
  /** Packages opened by a double click; each is handed over once. */
  'app:offered': call<readonly ChosenFile[]>()(none),

  'workspace:createDemo': call<AppState>()(none),
  'workspace:create': call<SignedInView>()(
    z
      .object({
        folder: token,
        year: z.number().int().min(1990).max(2200),
        indicators: z.union([z.literal('builtin:jiangsu'), z.object({ previewId: token }).strict()]),
        units: z.union([
          z.literal('builtin:sample'),
          z.literal('none'),
          z.object({ previewId: token }).strict(),
        ]),
        /** '' and '': the office, without a password. */
        admin: z.object({ name: z.string().trim().max(60), password: z.string().max(256) }).strict(),
      })
      .strict(),
  ),
  'workspace:open': call<AppState>()(
    z.union([
      z.object({ folder: token }).strict(),
      z.object({ recent: z.number().int().nonnegative() }).strict(),
    ]),
  ),
  'workspace:close': call<AppState>()(none),
  /** What cannot be saved at the moment; '' for nothing. */
  'workspace:unsaved': call<null>()(z.object({ what: shortText }).strict()),

  /** 用户手册 as Markdown. */
  'manual:read': call<string>()(none),

  'dialog:folder': call<ChosenFile | null>()(
    z.object({ purpose: z.enum(['create', 'open', 'packages', 'materials']) }).strict(),
  ),
  'dialog:files': call<readonly ChosenFile[]>()(
    z.object({ purpose: filePurpose, multiple: z.boolean() }).strict(),
  ),
  'dialog:save': call<ChosenFile | null>()(
    z
      .object({
        suggestedName: z.string().min(1).max(150),
        extension: z.enum(['xlsx', 'zip', 'png', 'fhpkg']),
      })
      .strict(),
  ),

  'indicators:versions': call<readonly SystemSummary[]>()(none),
  /** Without an id: the version the cycle uses. */
  'indicators:get': call<IndicatorSystemView>()(z.object({ systemId: id.optional() }).strict()),
  'indicators:preview': call<IndicatorPreviewView>()(
    z
      .object({
        file: token,
        mapping: z.record(z.string().max(40), z.string().max(4)).optional(),
        sheet: z.string().max(100).optional(),
      })
      .strict(),
  ),
  /** Stores the preview as a new draft version. */
  'indicators:import': call<IndicatorSystemView>()(z.object({ previewId: token }).strict()),
  'indicators:saveItem': call<IndicatorSystemView>()(
    z.object({ systemId: id, itemId: id.nullable(), item: itemSchema }).strict(),
  ),
  'indicators:removeItem': call<IndicatorSystemView>()(z.object({ systemId: id, itemId: id }).strict()),
  'indicators:saveSettings': call<IndicatorSystemView>()(
    z.object({ systemId: id, title: shortText, version: shortText, settings: settingsSchema }).strict(),
  ),
  'indicators:publish': call<IndicatorSystemView>()(z.object({ systemId: id }).strict()),
  'indicators:newVersion': call<IndicatorSystemView>()(
    z.object({ basedOn: id, version: z.string().trim().min(1).max(60) }).strict(),
  ),
  'indicators:compare': call<readonly ItemDifference[]>()(z.object({ before: id, after: id }).strict()),
  /** Makes a version the one the cycle scores by; only while nothing is scored. */
  'indicators:use': call<AppState>()(z.object({ systemId: id }).strict()),
  'indicators:export': call<{ fileName: string }>()(z.object({ systemId: id, target: token }).strict()),

  'units:list': call<readonly UnitView[]>()(none),
  'units:groups': call<readonly UnitGroupView[]>()(none),
  'units:preview': call<UnitPreviewView>()(z.object({ file: token }).strict()),
  'units:import': call<readonly UnitView[]>()(z.object({ previewId: token }).strict()),
  'units:save': call<readonly UnitView[]>()(z.object({ unitId: id.nullable(), unit: unitSchema }).strict()),
  'units:remove': call<readonly UnitView[]>()(z.object({ unitId: id }).strict()),
  'units:export': call<{ fileName: string }>()(z.object({ target: token }).strict()),

  'scores:progress': call<readonly UnitProgress[]>()(none),
  'scores:sheet': call<ScoreSheetView>()(z.object({ unitId: id }).strict()),
  'scores:item': call<readonly ItemScoreRow[]>()(z.object({ itemId: id }).strict()),
  'scores:record': call<RecordedScore>()(
    z.object({ unitId: id, itemId: id, entry: entrySchema, editId: z.string().min(1).max(60) }).strict(),
  ),
  'scores:rank': call<RankedTotalView>()(z.object({ unitId: id }).strict()),
  'scores:history': call<readonly ScoreHistoryEntry[]>()(z.object({ unitId: id, itemId: id }).strict()),
  'scores:explain': call<ExplanationView>()(z.object({ unitId: id, itemId: id.optional() }).strict()),
  'scores:template': call<{ fileName: string }>()(
    z.object({ target: token, unitIds: z.array(id).max(10_000).optional() }).strict(),
  ),
  'scores:preview': call<ScoreImportPreview>()(z.object({ file: token }).strict()),
  'scores:import': call<{ changed: number }>()(z.object({ previewId: token }).strict()),

  'evidence:list': call<readonly EvidenceView[]>()(z.object({ unitId: id, itemId: id.optional() }).strict()),
  'evidence:find': call<readonly EvidenceFound[]>()(z.object({ text: shortText.min(1) }).strict()),
  'evidence:add': call<EvidenceAdded>()(
    z.object({ unitId: id, itemId: id, files: z.array(token).min(1).max(500) }).strict(),
  ),
  'evidence:paste': call<EvidenceAdded>()(
    z
      .object({ unitId: id, itemId: id, name: z.string().min(1).max(200), bytes: z.instanceof(Uint8Array) })
      .strict()
      .refine((paste) => paste.bytes.byteLength <= 50 * 1024 * 1024),
  ),
  'evidence:link': call<readonly EvidenceView[]>()(z.object({ evidenceId: id, itemId: id }).strict()),
  /** The file itself stays in the store; answers the item's remaining list. */
  'evidence:unlink': call<readonly EvidenceView[]>()(z.object({ evidenceId: id, itemId: id }).strict()),
  'evidence:judge': call<readonly EvidenceView[]>()(
    z
      .object({
        evidenceId: id,
        itemId: id,
        judgement: z.enum(['pending', 'accepted', 'rejected']),
        reason: shortText,
      })
      .strict(),
  ),

  'self:sheet': call<readonly SelfEvaluationRow[]>()(z.object({ unitId: id }).strict()),
  'self:record': call<{ savedAt: string }>()(
    z
      .object({
        unitId: id,
        itemId: id,
        points: z.string().max(60),
        statement: longText,
        /** Saves of one visit to a field share it on the trail. */
        editId: token.optional(),
      })
      .strict(),
  ),

  'scheme:list': call<readonly SchemeView[]>()(none),
  'scheme:save': call<readonly SchemeView[]>()(
    z.object({ groupId: id, components: z.array(componentSchema).min(1).max(50) }).strict(),
  ),
  'scheme:remove': call<readonly SchemeView[]>()(z.object({ groupId: id }).strict()),
  'scheme:import': call<readonly SchemeView[]>()(z.object({ file: token }).strict()),
  /** '' takes the score away. */
  'scheme:otherScore': call<{ savedAt: string }>()(
    z
      .object({
        scores: z
          .array(z.object({ componentId: id, unitId: id, score: z.string().max(20) }).strict())
          .min(1)
          .max(20_000),
      })
      .strict(),
  ),
  'scheme:importScores': call<{ changed: number; ignored: readonly string[] }>()(
    z.object({ file: token }).strict(),
  ),

  'totals:get': call<CycleResult>()(none),
  'dashboard:get': call<DashboardView>()(none),

  'reports:preview': call<ReportPreview>()(z.object({ kind: reportKind, cycleId: id.optional() }).strict()),
  'reports:start': call<{ jobId: string }>()(
    z.object({ kind: reportKind, target: token, cycleId: id.optional() }).strict(),
  ),
  'jobs:cancel': call<null>()(z.object({ jobId: token }).strict()),
  'jobs:reveal': call<null>()(z.object({ jobId: token }).strict()),

  /** 「导出」 of what a table's filter shows: plain texts, one sheet. */
  'tables:export': call<{ fileName: string }>()(
    z
      .object({
        target: token,
        title: z.string().min(1).max(100),
        headings: z.array(shortText).min(1).max(200),
        rows: z.array(z.array(longText).max(200)).max(100_000),
      })
      .strict(),
  ),

  'system:verify': call<VerifyResult>()(none),
  'system:backup': call<{ jobId: string }>()(z.object({ target: token }).strict()),

  /** A backup file into a new folder, which is then opened. */
  'system:restore': call<AppState>()(z.object({ file: token, folder: token }).strict()),

  /** A chart as a picture: PNG bytes to a file the person chose. */
  'images:save': call<{ fileName: string }>()(
    z
      .object({ target: token, bytes: z.instanceof(Uint8Array) })
      .strict()
      .refine((image) => image.bytes.byteLength <= 20 * 1024 * 1024),
  ),

  'ui:get': call<unknown>()(z.object({ key: z.string().min(1).max(100) }).strict()),
  'ui:set': call<null>()(z.object({ key: z.string().min(1).max(100), value: z.json() }).strict()),

  ...accountCalls,
  ...auditCalls,
  ...yearCalls,
  ...resultCalls,
  ...markingCalls,
  ...insightCalls,
  ...reviewCalls,
  ...caseFileCalls,
  ...rectificationCalls,
  ...surveyCalls,
  ...exchangeCalls,
} as const satisfies Record<string, Call<z.ZodType, unknown>>;

export type Channel = keyof typeof contract;
export type Request<C extends Channel> = z.infer<(typeof contract)[C]['request']>;
export type Response<C extends Channel> = Exclude<(typeof contract)[C]['response'], undefined>;

/** What main pushes to the renderer without being asked. */
export interface PushEvents {
  'jobs:progress': JobProgress;
  /** A menu command: open another workspace, show 快捷键 … */
  'menu:command': { readonly command: MenuCommand };
  'workspace:changed': AppState;
  /** There is something for `app:offered` to take. */
  'packages:offered': Record<never, never>;
}

export type MenuCommand =
  | 'newWorkspace'
  | 'openWorkspace'
  | 'openPackage'
  | 'backup'
  | 'restore'
  | 'shortcuts'
  | 'manual'
  | 'undo'
  | 'redo'
  | 'search';

import { z } from 'zod';
import { CHECK_KINDS, type CheckKind } from '../../insight/checkKinds';
import type { Agreement } from '../../insight/agreement';
import type { Gap } from '../../insight/gaps';
import type { ItemSpread } from '../../insight/itemSpread';
import type { Severity } from '../../insight/severity';
import type { TableProblem } from '../../tables/problem';
import { call, dateText, id, longText, none, shortText, token, type Call } from '../call';

/** A usual reason as 评分 and 常用理由 show it. Points in hundredths. */
export interface ReasonView {
  readonly itemId: number;
  readonly itemCode: string;
  readonly text: string;
  /** null where the rule computes it. */
  readonly points: number | null;
  readonly basis: string;
  /** How many units of the cycle it stands at. */
  readonly used: number;
  readonly active: boolean;
  /** `rule`: from the item's own rules and standard; `library`: written by somebody; `elsewhere`: only used in scores. */
  readonly origin: 'rule' | 'library' | 'elsewhere';
}

export interface ReasonImportPreview {
  readonly previewId: string;
  readonly fileName: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly problems: readonly TableProblem[];
  readonly blocked: boolean;
}

/** A place of an incident with how it stands there. Points in hundredths. */
export interface IncidentPlaceView {
  readonly unitId: number;
  readonly unitName: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly deducts: boolean;
  readonly note: string;
  readonly points: number;
  /** null while not scored, and where it is hidden. */
  readonly score: number | null;
  /** Whoever looks may not see the score. */
  readonly hidden: boolean;
}

/** One fact that touches several items (事件). Dates ISO, '' for none. */
export interface IncidentView {
  readonly id: number;
  /** The same on every machine. */
  readonly uid: string;
  readonly title: string;
  readonly eventDate: string;
  readonly documentDate: string;
  readonly documentNumber: string;
  readonly countedYear: number;
  readonly note: string;
  readonly person: string;
  readonly at: string;
  readonly places: readonly IncidentPlaceView[];
  /** In Chinese, what to look at: deducted twice, another year, several units. */
  readonly warnings: readonly string[];
}

/** One finding of 体检. */
export interface FindingView {
  readonly kind: CheckKind;
  readonly unitId: number;
  readonly unitName: string;
  readonly group: string;
  /** null where the finding is of a whole part of the table. */
  readonly itemId: number | null;
  readonly itemCode: string;
  readonly itemName: string;
  /** Set where the finding is of a part. */
  readonly partCode?: string;
  readonly detail: string;
  /** What of the place it is about, and how it stood: identifies the finding for 已核实. */
  readonly subject: string;
  readonly state: string;
  readonly dismissed: { readonly reason: string; readonly person: string; readonly at: string } | null;
}

export interface CheckCount {
  readonly kind: CheckKind;
  /** Open findings. */
  readonly count: number;
  readonly dismissed: number;
}

export interface CheckListView {
  readonly findings: readonly FindingView[];
  /** More were found than are listed. */
  readonly more: boolean;
}

/** One unit in the comparison of an item. Points in hundredths. */
export interface ItemComparisonRow {
  readonly unitId: number;
  readonly unitName: string;
  readonly group: string;
  readonly selfPoints: string;
  readonly status: 'unscored' | 'notApplicable' | 'scored';
  /** 审核分. */
  readonly points: number | null;
  readonly finalPoints: number | null;
  readonly reason: string;
  readonly scorer: string;
  /** Modified z-score; null where not scored. */
  readonly zScore: number | null;
  readonly outlier: boolean;
}

export interface ItemComparison {
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly points: number;
  readonly spread: ItemSpread | null;
  readonly rows: readonly ItemComparisonRow[];
}

export interface ScorerConsistency {
  /** Over all items several people marked; locked markings only. */
  readonly agreement: Agreement;
  readonly agreementText: string;
  readonly items: readonly {
    readonly itemId: number;
    readonly itemCode: string;
    readonly itemName: string;
    readonly agreement: Agreement;
    readonly text: string;
  }[];
  /** Against the others at the same places, in percent of the points. */
  readonly marked: readonly (Severity & { readonly text: string })[];
  /** Items each unit of which has one scorer: against the item's mean. */
  readonly single: readonly (Severity & { readonly text: string })[];
}

export interface GapRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  /** Of a unit; '' for an item. */
  readonly group: string;
  readonly gap: Gap;
}

export interface GapReport {
  readonly units: readonly GapRow[];
  readonly items: readonly GapRow[];
}

const checkKind = z.enum(CHECK_KINDS);
const points = z.number().int().nonnegative().max(100_000);
const reasonText = z.string().trim().min(1).max(500);

const incidentPlace = z.object({ unitId: id, itemId: id, deducts: z.boolean(), note: shortText }).strict();

/** Reason library, incidents, consistency, 体检. */
export const insightCalls = {
  'reasons:list': call<readonly ReasonView[]>()(z.object({ itemId: id }).strict()),
  'reasons:all': call<readonly ReasonView[]>()(none),
  /** `was`: the text it had before; null adds a reason. */
  'reasons:save': call<readonly ReasonView[]>()(
    z
      .object({
        itemId: id,
        was: shortText.nullable(),
        text: reasonText,
        points: points.nullable(),
        basis: shortText,
        active: z.boolean(),
      })
      .strict(),
  ),
  'reasons:preview': call<ReasonImportPreview>()(z.object({ file: token }).strict()),
  'reasons:import': call<{ changed: number }>()(z.object({ previewId: token }).strict()),

  'incidents:list': call<readonly IncidentView[]>()(
    z.object({ unitId: id.optional(), itemId: id.optional() }).strict(),
  ),
  'incidents:save': call<IncidentView>()(
    z
      .object({
        id: id.nullable(),
        title: z.string().trim().min(1).max(200),
        eventDate: dateText,
        documentDate: dateText,
        documentNumber: shortText,
        countedYear: z.number().int().min(1990).max(2200),
        note: longText,
        places: z.array(incidentPlace).max(500),
      })
      .strict(),
  ),
  'incidents:link': call<IncidentView>()(z.object({ id, place: incidentPlace }).strict()),
  'incidents:unlink': call<IncidentView>()(z.object({ id, unitId: id, itemId: id }).strict()),
  'incidents:remove': call<null>()(z.object({ id, reason: z.string().trim().min(1).max(500) }).strict()),

  'checks:counts': call<readonly CheckCount[]>()(z.object({ groupId: id.optional() }).strict()),
  'checks:list': call<CheckListView>()(
    z.object({ kind: checkKind, groupId: id.optional(), dismissed: z.boolean() }).strict(),
  ),
  'checks:dismiss': call<null>()(
    z
      .object({
        kind: checkKind,
        unitId: id,
        itemId: id.nullable(),
        subject: z.string().max(600),
        state: z.string().max(200),
        reason: z.string().trim().min(1).max(500),
      })
      .strict(),
  ),
  'checks:restore': call<null>()(
    z.object({ kind: checkKind, unitId: id, itemId: id.nullable(), subject: z.string().max(600) }).strict(),
  ),

  'consistency:item': call<ItemComparison>()(z.object({ itemId: id, groupId: id.optional() }).strict()),
  'consistency:scorers': call<ScorerConsistency>()(none),
  'consistency:gaps': call<GapReport>()(none),
} as const satisfies Record<string, Call<z.ZodType, unknown>>;

import { z } from 'zod';
import { AUDIT_AREAS } from '../../audit/actionNames';
import type { Difference } from '../../audit/differences';
import { call, dateText, id, none, shortText, token, type Call } from '../call';
import type { VerifyFinding } from '../views';

/** What of the trail is wanted; '' and null: everything. */
export const auditFilterSchema = z
  .object({
    /** First and last day, by the clock of this machine. */
    from: dateText,
    to: dateText,
    person: shortText,
    area: z.union([z.enum(AUDIT_AREAS), z.literal('')]),
    unitId: id.nullable(),
    itemId: id.nullable(),
    /** Part of subject or reason. */
    text: shortText,
  })
  .strict();

export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const EVERY_ENTRY: AuditFilter = {
  from: '',
  to: '',
  person: '',
  area: '',
  unitId: null,
  itemId: null,
  text: '',
};

/** One entry of the trail as a person reads it. */
export interface AuditEntryView {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  /** Stable name, `score.record`. */
  readonly action: string;
  /** The same in Chinese. */
  readonly actionName: string;
  readonly subject: string;
  readonly unitId: number | null;
  readonly itemId: number | null;
  /** Saves of one visit to a field share it; '' for none. */
  readonly editId: string;
  readonly changes: readonly Difference[];
  readonly reason: string;
  readonly hash: string;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntryView[];
  /** Older entries are asked for with `before` the last one's id. */
  readonly more: boolean;
}

/** Length of the trail and its last hash: printed and put on file, it fixes everything before it. */
export interface AuditHead {
  readonly entries: number;
  readonly hash: string;
}

export interface AuditVerified extends AuditHead {
  readonly findings: readonly VerifyFinding[];
}

/** The audit trail (系统管理 · 审计记录). */
export const auditCalls = {
  'audit:list': call<AuditPage>()(z.object({ filter: auditFilterSchema, before: id.nullable() }).strict()),
  /** Everybody who is on the trail. */
  'audit:people': call<readonly string[]>()(none),
  /** Walks the whole trail and what it pins. */
  'audit:verify': call<AuditVerified>()(none),
  /** Whether an entry still has the hash that was put on file. */
  'audit:compare': call<{ readonly same: boolean; readonly hash: string | null }>()(
    z.object({ entry: id, hash: z.string().min(8).max(64) }).strict(),
  ),
  'audit:export': call<{ readonly jobId: string }>()(
    z.object({ filter: auditFilterSchema, target: token }).strict(),
  ),
} as const satisfies Record<string, Call<z.ZodType, unknown>>;

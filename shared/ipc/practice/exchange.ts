import { z } from 'zod';
import type { PackageKind, Seat } from '../../exchange/packageKind';
import { PACKABLE_KINDS, type PackableKind } from '../../exchange/packageWords';
import type { TableProblem } from '../../tables/problem';
import type { ChosenFile } from '../views';
import { call, id, longText, none, shortText, token } from '../call';

/** What becomes of a package in the ledger. */
export type PackageState = 'written' | 'held' | 'merged' | 'rolledBack' | 'refused';

/** What a package says of itself. Times are ISO, sizes bytes. */
export interface PackageFacts {
  readonly id: string;
  readonly kind: PackageKind;
  readonly createdAt: string;
  readonly author: string;
  readonly appVersion: string;
  readonly workspaceName: string;
  readonly from: PackageParty;
  /** null: for whoever is given it. */
  readonly to: PackageParty | null;
  readonly year: number;
  readonly systemTitle: string;
  readonly systemVersion: string;
  readonly sequence: number;
  readonly answers: string;
  readonly note: string;
  /** It was under a passphrase. */
  readonly sealed: boolean;
  readonly fileName: string;
  readonly bytes: number;
  /** Files of evidence inside, and those it speaks of without bringing them. */
  readonly evidence: number;
  readonly absent: number;
  /** First 16 digits of the key's SHA-256: 3f2a-91c0-… */
  readonly fingerprint: string;
}

/** Who wrote a package, or whom it is for. */
export interface PackageParty {
  readonly seat: Seat;
  /** '' for another seat. */
  readonly unitCode: string;
  /** As a person reads it: 区水利局, 张三, 考评办. */
  readonly name: string;
}

/** One package that left or came. */
export interface LedgerRow {
  readonly id: number;
  readonly uid: string;
  readonly direction: 'out' | 'in';
  readonly kind: PackageKind;
  readonly state: PackageState;
  /** The other side. */
  readonly party: PackageParty;
  readonly author: string;
  /** When it was written, and when it left or came here, by whose hand. */
  readonly createdAt: string;
  readonly at: string;
  readonly person: string;
  readonly fileName: string;
  readonly bytes: number;
  /** 自评 36 项，材料 12 份 */
  readonly summary: string;
  readonly counts: MergeCounts;
  /** Conflicts of it that nobody has decided yet. */
  readonly open: number;
  /** Why held, refused, or merged though late; '' for none. */
  readonly reason: string;
  /** uid of the package this answers; '' for none. */
  readonly answers: string;
}

export interface MergeCounts {
  readonly new: number;
  readonly changed: number;
  readonly conflict: number;
  readonly kept: number;
  readonly same: number;
  readonly refused: number;
}

export type PreviewOutcome = 'new' | 'changed' | 'conflict' | 'same' | 'refused';

/** Something a package brings, with what stands here and what it would be. */
export interface PreviewRow {
  /** The cell it is of: what a decision names; '' for a record, which is not decided about. */
  readonly cell: string;
  /** 自评, 佐证材料, 评分, 提交自评（第 2 次） */
  readonly what: string;
  readonly unitCode: string;
  readonly unitName: string;
  /** '' where it is of no item. */
  readonly itemCode: string;
  readonly itemName: string;
  readonly outcome: PreviewOutcome;
  /** Values in words; '' for none. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** 张三 2020年11月5日; '' for nobody. */
  readonly oursBy: string;
  readonly theirsBy: string;
  /** It would take from the unit what it has. */
  readonly lowers: boolean;
  /** Why refused; '' otherwise. */
  readonly why: string;
}

/** How far the key that signed is known. */
export type KeyStanding =
  /** Seen and confirmed before, or of the package this seat was made of. */
  | 'trusted'
  /** Answers what was handed out and proves it. */
  | 'proof'
  /** Never seen: a person has to compare the fingerprint. */
  | 'unknown'
  /** Another key than the one this workspace signed with before. */
  | 'changed';

/** What merging a package would do; nothing was written. */
export interface PackagePreview {
  readonly facts: PackageFacts;
  readonly key: { readonly fingerprint: string; readonly standing: KeyStanding };
  readonly counts: MergeCounts;
  /** Everything but what is the same. */
  readonly rows: readonly PreviewRow[];
  /** Files it brings that are not here yet. */
  readonly newFiles: number;
  /** When it was merged already, ISO; '' where not. */
  readonly already: string;
  /** Why it has to wait or comes too late; '' to go on. */
  readonly held: string;
  /** It would lower or empty more than the set share; null where not. */
  readonly brake: LoweringBrake | null;
  /** What was found in a filled-in form; left out for a package. */
  readonly problems?: readonly TableProblem[];
}

export interface LoweringBrake {
  readonly lowered: number;
  readonly cells: number;
  /** Whole percents. */
  readonly percent: number;
  readonly limit: number;
}

/** What a person decided before merging. */
export interface MergeChoices {
  readonly decisions: readonly { readonly cell: string; readonly take: 'ours' | 'theirs' }[];
  /** Fingerprint that was compared; '' for none. */
  readonly trust: string;
  /** Why a held or lowering package is merged all the same; '' for none. */
  readonly reason: string;
  readonly acceptLowering: boolean;
}

/** What a merge did. */
export interface MergeDone {
  /** In the ledger. */
  readonly packageId: number;
  /** It was merged before: nothing changed. When; '' where not. */
  readonly already: string;
  /** It waits: nothing changed but the inbox. Why; '' where not. */
  readonly held: string;
  readonly counts: MergeCounts;
  /** Files that are new here. */
  readonly newFiles: number;
  /** Name of the automatic copy made before; '' where nothing changed. */
  readonly snapshot: string;
  /** Packages that had waited for this one and were merged after it, by file name. */
  readonly released: readonly string[];
}

/** What a merge did to one cell, as the ledger shows it. */
export interface PackageChangeRow {
  readonly cell: string;
  /** Nobody has decided it yet: `before` stands against `theirs`. */
  readonly open: boolean;
  readonly what: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly outcome: 'new' | 'changed' | 'conflict' | 'kept' | 'refused';
  readonly before: string;
  readonly after: string;
  /** What the package said, where that is not what stands. */
  readonly theirs: string;
}

/** What a roll-back took back, and what it left because somebody had worked on since. */
export interface RollBackDone {
  readonly packageId: number;
  readonly undone: number;
  /** 区水利局 · 4.2.3 自评 */
  readonly kept: readonly string[];
}

/** A package that was written. */
export interface PackDone {
  readonly packageId: number;
  readonly uid: string;
  /** One, or its volumes. */
  readonly files: readonly string[];
  readonly bytes: number;
  readonly summary: string;
  /** Evidence it speaks of that does not travel. */
  readonly absent: number;
  /** Of the key that signed it. */
  readonly fingerprint: string;
  /** What whoever packs should know: drafts that stay behind. */
  readonly hints: readonly string[];
}

/** What became of packing for one receiver or many, also where it was stopped on the way. */
export interface PackedView {
  readonly packed: readonly PackDone[];
  /** Units there was nothing to write for, and why. */
  readonly skipped: readonly { readonly unitName: string; readonly why: string }[];
  /** Units it did not come to: cancelled, or a failure before. */
  readonly left: readonly string[];
}

/** Who may be packed for. */
export interface PackOptionsView {
  readonly seat: Seat;
  readonly kinds: readonly PackableKind[];
  /** Accounts an assignment can be made for. */
  readonly scorers: readonly { readonly name: string; readonly items: number; readonly allItems: boolean }[];
  /** Of this workspace's key; '' before the first package. */
  readonly fingerprint: string;
}

/** A place of the score sheet that was handed to nobody, or to several. */
export interface CoverageRow {
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  /** Whom it was handed to. */
  readonly scorers: readonly string[];
  /** Who scores it too and was not handed it, where several do. None of either: nobody was. */
  readonly missing: readonly string[];
}

/** Gaps and overlaps of one unit, or of one item. */
export interface CoverageCount {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly gaps: number;
  readonly overlaps: number;
}

/** How what was handed out covers the score sheet. */
export interface CoverageView {
  /** Places there are, and those handed to exactly whom they should be. */
  readonly places: number;
  readonly covered: number;
  readonly gaps: number;
  readonly overlaps: number;
  /** Units and items that have any, in table order. */
  readonly units: readonly CoverageCount[];
  readonly items: readonly CoverageCount[];
  /** The first of either; `gaps` and `overlaps` say how many there are. */
  readonly rows: readonly CoverageRow[];
}

const passphrase = z.string().max(256);
const packing = z
  .object({
    kind: z.enum(PACKABLE_KINDS),
    unitCodes: z.array(shortText).max(10_000),
    itemCodes: z.array(shortText).max(10_000),
    scorer: shortText,
    note: z.string().max(2_000),
    /** '' for none. */
    passphrase,
    /** Bytes of a volume; null: one file. */
    volumeBytes: z.number().int().positive().max(1e12).nullable(),
    /** Leaves out the evidence the other side has sent or was sent before. */
    leaveOut: z.boolean(),
    /** An archive that leaves the files of evidence out and only names them. */
    withoutEvidence: z.boolean(),
  })
  .strict();

const decisions = z
  .array(z.object({ cell: z.string().min(1).max(1_000), take: z.enum(['ours', 'theirs']) }).strict())
  .max(500_000);

/** 数据交换. */
export const exchangeCalls = {
  'exchange:ledger': call<readonly LedgerRow[]>()(none),
  'exchange:changes': call<readonly PackageChangeRow[]>()(z.object({ packageId: id }).strict()),
  /** Decides what two people wrote apart from each other; answers the package's changes as they are then. */
  'exchange:decide': call<readonly PackageChangeRow[]>()(
    z.object({ packageId: id, decisions, reason: longText }).strict(),
  ),
  'exchange:rollBack': call<RollBackDone>()(z.object({ packageId: id, reason: longText }).strict()),
  /** Puts a package that waits aside for good. */
  'exchange:refuse': call<null>()(z.object({ packageId: id, reason: longText }).strict()),
  /** The original of a package that waits, to be read again. */
  'exchange:held': call<ChosenFile>()(z.object({ packageId: id }).strict()),
  'exchange:options': call<PackOptionsView>()(none),
  /** One file for one receiver; progress as a job, with the file's name. */
  'exchange:pack': call<{ jobId: string }>()(z.object({ request: packing, target: token }).strict()),
  /** One package for each unit into a folder. */
  'exchange:packEach': call<{ jobId: string }>()(z.object({ request: packing, folder: token }).strict()),
  /** What became of a job of packing that has ended, well or not. */
  'exchange:packed': call<PackedView>()(z.object({ jobId: token }).strict()),
  /** Reads a package whole and works out what it would do; progress as a job. */
  'exchange:read': call<{ jobId: string }>()(
    z
      .object({
        file: token,
        passphrase,
        /** Where the evidence of a filled-in form lies: a folder, or a zip. */
        materials: z
          .object({ token, kind: z.enum(['folder', 'file']) })
          .strict()
          .nullable(),
      })
      .strict(),
  ),
  /** What a finished job of reading found. */
  'exchange:preview': call<PackagePreview>()(z.object({ jobId: token }).strict()),
  /** Forgets what was read. */
  'exchange:discard': call<null>()(z.object({ jobId: token }).strict()),
  'exchange:merge': call<MergeDone>()(
    z
      .object({
        jobId: token,
        decisions,
        trust: shortText,
        reason: longText,
        acceptLowering: z.boolean(),
      })
      .strict(),
  ),
  /** Percent of what stands a package may lower or empty before somebody is asked; set as typed. */
  'exchange:mergeLimit': call<number>()(none),
  'exchange:setMergeLimit': call<number>()(z.object({ text: shortText }).strict()),
  'exchange:coverage': call<CoverageView>()(none),
  /** What a package says of itself; no workspace is needed. */
  'exchange:facts': call<PackageFacts>()(z.object({ file: token, passphrase }).strict()),
  /** Makes a workspace of a task, an assignment or an archive in an empty folder, to be opened after; progress as a job. */
  'exchange:makeSeat': call<{ jobId: string }>()(
    z.object({ file: token, passphrase, folder: token }).strict(),
  ),
} as const;

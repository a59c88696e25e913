import type { Kysely } from 'kysely';
import type { HandedOut } from '@shared/exchange/handedOut';
import type { PackageData } from '@shared/exchange/packageData';
import type { PackageKind } from '@shared/exchange/packageKind';
import type { PackageManifest, PackageSide } from '@shared/exchange/packageManifest';
import type { Version } from '@shared/exchange/versions';
import type { Schema } from '../../../database/schema';
import type { Assessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import type { PackageSource } from '../container/writePackage';
import type { CellKind, CellScope, CellWriting } from '../merge/cellKind';

/** What somebody wants packed. */
export interface PackRequest {
  readonly kind: PackageKind;
  /** Units it is about; the seat's own where it has one. */
  readonly unitCodes: readonly string[];
  /** Items it is about; empty for all. */
  readonly itemCodes: readonly string[];
  /** Name of the scorer an assignment is for; ''. */
  readonly scorer: string;
  readonly note: string;
  /** An archive that leaves the files of evidence out and only names them. */
  readonly withoutEvidence?: boolean;
}

/** Evidence that travels, by its hash. */
export interface PackedFile {
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
}

/** Cells that travel, with every version of them that the receiver may see. */
export interface DraftCells {
  readonly kind: CellKind;
  readonly scope: CellScope;
  /** Whether the receiver may see a version; left out: every one. A cell of which it may not see a head stays here. */
  readonly sees?: (version: Version) => boolean;
}

/** What goes into a package, before it is written. */
export interface PackageDraft {
  readonly to: PackageSide | null;
  /** Id of the package this answers; '' for none. */
  readonly answers: string;
  /** All but `versions` and `heads`, which come from `cells`. */
  readonly data: PackageData;
  readonly cells: readonly DraftCells[];
  readonly files: readonly PackedFile[];
  /** Evidence the data speak of that does not travel. */
  readonly absent?: readonly PackedFile[];
  /** What a scorer is handed; into the ledger's summary under this name. */
  readonly handedOut?: HandedOut;
  /** What its writer should know before sending it: drafts that stay behind. Whole sentences. */
  readonly hints?: readonly string[];
  /** Files that go in as they are, after the data: the database of an archive. */
  readonly parts?: readonly PackageSource[];
  /** Takes away what was made only for this package; to be called whatever becomes of it. */
  readonly release?: () => Promise<void>;
}

/** A package that was read and found whole: its rows by their schemas, its files waiting aside. */
export interface PackageContents {
  readonly manifest: PackageManifest;
  readonly data: PackageData;
}

/** A line of the preview that is no cell: a hand-in, an appeal, a request. */
export interface PlannedRecord {
  readonly outcome: 'new' | 'changed' | 'same' | 'refused';
  /** 区水利局 · 4.2.3 */
  readonly place: string;
  /** 提交自评（第 2 次） */
  readonly what: string;
  /** Why refused; ''. */
  readonly why: string;
}

/**
 * Why a package has to wait, a whole sentence; '' to go on. One that comes early is merged by itself once what it waits for
 * has come; one that comes late only by somebody with a reason.
 */
export type Hold = string | { readonly early: string };

/** One kind of package: what goes in, and what becomes of it where it arrives. */
export interface PackageHandler {
  readonly kind: PackageKind;

  /**
   * Gathers what travels, and nothing the receiver may not see.
   *
   * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, UNIT_NOT_FOUND …
   */
  readonly collect: (
    workspace: Workspace,
    assessment: Assessment,
    request: PackRequest,
  ) => Promise<PackageDraft>;

  /** Cells of the package that its writer may write about. */
  readonly cellKinds: readonly CellKind[];

  /**
   * Which units and items it is about here. Whoever finds the package says what its sender may not say refuses it.
   *
   * @throws {AppError} PACKAGE_NOT_FOR_YOU …
   */
  readonly scope: (
    assessment: Assessment,
    contents: PackageContents,
    db: Kysely<Schema>,
  ) => CellScope | Promise<CellScope>;

  /**
   * The year as it will be with the units the package brings, for planning; ids of what is not here yet are negative.
   * Left out: it brings none.
   */
  readonly widen?: (assessment: Assessment, contents: PackageContents) => Assessment;

  /**
   * Writes the units, groups and assignments a seat needs before any cell finds its place; first in the transaction of
   * the merge, which reads the assessment anew and plans again after it.
   */
  readonly applyStructure?: (writing: CellWriting, contents: PackageContents) => Promise<void>;

  /** Why it has to wait or is too late; '' to go on. */
  readonly hold: (
    db: Kysely<Schema>,
    assessment: Assessment,
    contents: PackageContents,
    now: Date,
  ) => Promise<Hold>;

  /** What it does beside its cells. */
  readonly planRecords: (
    db: Kysely<Schema>,
    assessment: Assessment,
    contents: PackageContents,
  ) => Promise<readonly PlannedRecord[]>;

  /** Writes what is no cell; in the transaction of the merge, evidence rows first. */
  readonly applyRecords: (writing: CellWriting, contents: PackageContents) => Promise<RecordsDone | void>;

  /**
   * Takes back what `applyRecords` wrote, where nobody has worked on since; in the transaction of the roll-back. Left out:
   * records stay.
   *
   * @param undo  as `applyRecords` gave it. @returns what was kept, in words.
   */
  readonly takeBackRecords?: (writing: CellWriting, undo: unknown) => Promise<readonly string[]>;
}

/** What records need to be taken back. */
export interface RecordsDone {
  /** Anything JSON can hold; kept in the ledger. */
  readonly undo: unknown;
}

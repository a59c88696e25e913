import type { Kysely, Transaction } from 'kysely';
import type { Seat } from '@shared/exchange/packageKind';
import type { Schema } from '../../../database/schema';
import type { Assessment } from '../../assessment/assessment';
import type { Audit } from '../../assessment/inTransaction';
import type { Workspace } from '../../workspace/workspace';

/** Which cells a package is about. */
export interface CellScope {
  readonly unitIds: readonly number[];
  /** null for every item. */
  readonly itemIds: readonly number[] | null;
}

/** What stands in a row now, and who wrote it when. */
export interface CellValue {
  readonly cell: string;
  /** JSON with its keys always in the same order. */
  readonly value: string;
  readonly at: string;
  readonly person: string;
}

/** A cell's new value, as it is written into its row. */
export interface CellChange {
  readonly cell: string;
  /** null: the row goes. */
  readonly value: unknown;
}

/** What a change is written with. */
export interface CellWriting {
  readonly trx: Transaction<Schema>;
  readonly workspace: Workspace;
  readonly assessment: Assessment;
  readonly audit: Audit;
  readonly now: string;
  /** For the trail: 自评包（区水利局）. */
  readonly subject: string;
  /** Why a held package is merged all the same; left out or '' for none. */
  readonly reason?: string;
}

/** Rows of one table that two people may write apart from each other. */
export interface CellKind {
  /** First part of its cells' names. */
  readonly kind: string;
  /** What a person calls it: 自评. */
  readonly name: string;
  /** Whose word stands while nobody has decided. */
  readonly ranks: Readonly<Record<Seat, number>>;
  /** Rows of the scope that hold anything. */
  readonly read: (
    db: Kysely<Schema>,
    assessment: Assessment,
    scope: CellScope,
  ) => Promise<readonly CellValue[]>;
  /** Writes values by the same ways as a person's own; what it may not write it refuses. */
  readonly write: (writing: CellWriting, changes: readonly CellChange[]) => Promise<void>;
  /** Unit, item and whatever else a cell is of, as ids of this workspace; undefined for what it does not have. */
  readonly locate: (
    assessment: Assessment,
    cell: string,
  ) => { readonly unitId: number; readonly itemId: number } | undefined;
  /** SHA-256 of the evidence a cell is of: without its bytes the cell cannot be taken in. Left out: of none. */
  readonly evidenceOf?: (assessment: Assessment, cell: string) => string | undefined;
  /** A value as this program writes it, to the letter. Left out: however it is written. @throws where it is none */
  readonly written?: (value: unknown) => string;
  /** A value in words, for showing base, ours and theirs. */
  readonly text: (value: unknown, assessment: Assessment, cell: string) => string;
  /** Whether `next` takes from the unit what `before` gave it: fewer points, or nothing any more. */
  readonly lowers: (before: unknown, next: unknown, assessment: Assessment, cell: string) => boolean;
  /**
   * Which of these cells cannot be given what a package says, and why, a whole sentence: settled, exempt, the scorer's own
   * unit. They are left as they are and shown as refused. Left out: every cell can be written.
   *
   * @param offered  what the package says stands there, or what stood here.
   * @param from  `here`: somebody of this workspace decides, or takes back, what had its right when it was written.
   */
  readonly refuses?: (
    db: Kysely<Schema>,
    assessment: Assessment,
    offered: readonly CellChange[],
    from?: 'package' | 'here',
  ) => Promise<ReadonlyMap<string, string>>;
}

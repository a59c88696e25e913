import type { PackageManifest } from '@shared/exchange/packageManifest';
import type { MergeCounts } from '@shared/ipc/practice/exchange';

/** A package that lies complete beside its target under a name of its own; plain data, so that a job can hand it on. */
export interface Packed {
  readonly manifest: PackageManifest;
  readonly target: string;
  /** Where it lies, and what each file is to be called. */
  readonly files: readonly { readonly from: string; readonly to: string }[];
  readonly bytes: number;
  /** Versions that stand nowhere yet wait in `versions.jsonl` there. */
  readonly scratch: string;
  /** What an answer has to prove; '' where none is awaited. */
  readonly token: string;
  readonly summary: PackageSummary;
}

/** What the ledger keeps of what is in a package. */
export interface PackageSummary {
  /** 自评 36 项，材料 12 份 */
  readonly words: string;
  /** Evidence that travelled, by SHA-256. */
  readonly evidence: readonly string[];
  /** What a scorer was handed: `handedOutOf`. */
  readonly handedOut?: unknown;
  readonly hints?: readonly string[];
  /** Of a merge. */
  readonly counts?: MergeCounts;
  readonly undo?: unknown;
  /** It is held only until another package has come. */
  readonly early?: boolean;
  /** SHA-256 of what the inbox keeps of it. */
  readonly original?: string;
}

/** What the ledger has of a package. @param json `exchange_package.summary`. */
export function summaryOf(json: string): PackageSummary {
  return { words: '', evidence: [], ...(JSON.parse(json) as Partial<PackageSummary>) };
}

import { previewExpired } from '../../shared/errors/shell';
import type { PackagePreview } from '../../shared/ipc/practice/exchange';
import { discardPrepared, type PreparedPackage } from '../services/exchange/preparedPackage';
import type { Workspace } from '../services/workspace/workspace';

/** A package that was read, waiting for a person's word. */
interface Read {
  /** Whose it is: another person, or another workspace, starts anew. */
  readonly owner: string;
  readonly prepared: PreparedPackage;
  preview: PackagePreview;
  /** How many merges there had been when it was worked out. */
  merges: number;
}

/** As many as one list holds, and some of a second person's. */
const KEPT = 60;

/** Packages that were read, by the job that read them; what was set aside of them goes with them. */
export class ReadPackages {
  readonly #read = new Map<string, Read>();
  #merges = 0;

  keep(
    jobId: string,
    workspace: Workspace,
    { prepared, preview }: { readonly prepared: PreparedPackage; readonly preview: PackagePreview },
  ): void {
    const owner = ownerOf(workspace);
    for (const [id, each] of this.#read) if (each.owner !== owner) this.discard(id);
    this.#read.set(jobId, { owner, prepared, preview, merges: this.#merges });
    if (this.#read.size <= KEPT) return;
    const [oldest] = this.#read.keys();
    if (oldest !== undefined) this.discard(oldest);
  }

  /** @throws {AppError} PREVIEW_EXPIRED */
  prepared(jobId: string, workspace: Workspace): PreparedPackage {
    return this.#find(jobId, workspace).prepared;
  }

  /**
   * What merging would do now: worked out anew where something was merged since.
   *
   * @throws {AppError} PREVIEW_EXPIRED
   */
  async preview(
    jobId: string,
    workspace: Workspace,
    again: (prepared: PreparedPackage) => Promise<PackagePreview>,
  ): Promise<PackagePreview> {
    const read = this.#find(jobId, workspace);
    const merges = this.#merges;
    if (read.merges !== merges) {
      read.preview = await again(read.prepared);
      read.merges = merges;
    }
    return read.preview;
  }

  /** Something was merged, decided or rolled back: every preview may be another now. */
  changed(): void {
    this.#merges += 1;
  }

  discard(jobId: string): void {
    const read = this.#read.get(jobId);
    this.#read.delete(jobId);
    if (read) void discardPrepared(read.prepared);
  }

  #find(jobId: string, workspace: Workspace): Read {
    const read = this.#read.get(jobId);
    if (!read || read.owner !== ownerOf(workspace)) throw previewExpired();
    return read;
  }
}

const ownerOf = ({ folder, actor }: Workspace): string => `${folder} ${actor.accountId}`;

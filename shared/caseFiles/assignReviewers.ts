/** A reviewer with what already lies on the desk. */
export interface ReviewerLoad {
  readonly id: number;
  /** The unit the person belongs to; '' for none. */
  readonly unitCode: string;
  readonly load: number;
}

/** A file that lacks reviewers. */
export interface FileToAssign {
  readonly id: number;
  readonly unitCode: string;
  /** Reviewers it has already. */
  readonly taken: readonly number[];
  readonly missing: number;
}

export interface Assignment {
  readonly fileId: number;
  readonly reviewerId: number;
}

export interface Assignments {
  readonly assignments: readonly Assignment[];
  /** Files for which there are not enough reviewers of other units. */
  readonly short: readonly { readonly fileId: number; readonly missing: number }[];
}

/**
 * Cross-review (交叉评查): nobody reviews files of the own unit, nobody the same file twice, and the load is even.
 * Practice page §4 and §10.
 *
 * Files with the fewest possible reviewers choose first; each takes the least loaded. Afterwards files go over from a
 * reviewer to one who has at least two fewer, until nobody can hand one over any more. Ties go by id, so that the same
 * input gives the same answer.
 */
export function assignReviewers(
  files: readonly FileToAssign[],
  reviewers: readonly ReviewerLoad[],
): Assignments {
  const board = new Board(reviewers, files);
  const order = [...files].sort((a, b) => board.possible(a).length - board.possible(b).length || a.id - b.id);
  const short = order.flatMap((file) => {
    const missing = board.assign(file);
    return missing > 0 ? [{ fileId: file.id, missing }] : [];
  });
  board.level();
  return { assignments: board.assignments, short: short.sort((a, b) => a.fileId - b.fileId) };
}

class Board {
  private readonly loads: Map<number, number>;
  /** Files newly given to each reviewer. */
  private readonly given: Map<number, FileToAssign[]>;
  private readonly hands: Map<number, Set<number>>;

  constructor(
    private readonly reviewers: readonly ReviewerLoad[],
    files: readonly FileToAssign[],
  ) {
    this.loads = new Map(reviewers.map(({ id, load }) => [id, load]));
    this.given = new Map(reviewers.map(({ id }) => [id, []]));
    this.hands = new Map(files.map(({ id, taken }) => [id, new Set(taken)]));
  }

  get assignments(): Assignment[] {
    return [...this.given]
      .flatMap(([reviewerId, files]) => files.map(({ id }) => ({ fileId: id, reviewerId })))
      .sort((a, b) => a.fileId - b.fileId || a.reviewerId - b.reviewerId);
  }

  /** Who may review the file and does not yet. */
  possible(file: FileToAssign): ReviewerLoad[] {
    return this.reviewers.filter((reviewer) => this.mayTake(reviewer, file));
  }

  /** @returns how many reviewers the file still lacks. */
  assign(file: FileToAssign): number {
    const chosen = this.possible(file)
      .sort((a, b) => this.loadOf(a.id) - this.loadOf(b.id) || a.id - b.id)
      .slice(0, file.missing);
    for (const { id } of chosen) this.give(id, file);
    return file.missing - chosen.length;
  }

  level(): void {
    while (this.moveOne());
  }

  private moveOne(): boolean {
    const byLoad = [...this.reviewers].sort((a, b) => this.loadOf(b.id) - this.loadOf(a.id) || a.id - b.id);
    for (const giver of byLoad) {
      for (const taker of byLoad.toReversed()) {
        if (this.loadOf(giver.id) - this.loadOf(taker.id) < 2) break;
        const file = this.given.get(giver.id)?.find((candidate) => this.mayTake(taker, candidate));
        if (!file) continue;
        this.take(giver.id, file);
        this.give(taker.id, file);
        return true;
      }
    }
    return false;
  }

  private mayTake(reviewer: ReviewerLoad, file: FileToAssign): boolean {
    const own = reviewer.unitCode !== '' && reviewer.unitCode === file.unitCode;
    return !own && !this.hands.get(file.id)?.has(reviewer.id);
  }

  private give(id: number, file: FileToAssign): void {
    this.given.get(id)?.push(file);
    this.hands.get(file.id)?.add(id);
    this.loads.set(id, this.loadOf(id) + 1);
  }

  private take(id: number, file: FileToAssign): void {
    const files = this.given.get(id) ?? [];
    files.splice(files.indexOf(file), 1);
    this.hands.get(file.id)?.delete(id);
    this.loads.set(id, this.loadOf(id) - 1);
  }

  private loadOf(id: number): number {
    return this.loads.get(id) ?? 0;
  }
}

import type { CheckKind } from '@shared/insight/checkKinds';
import type { FindingView } from '@shared/ipc/practice/insight';
import { countFound, listFound, type CheckScope, type StoredCheck } from '../../database/checkRepository';
import { listDismissals, type Dismissal } from '../../database/dismissalRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { findComputed, type ComputedCheck } from './computedChecks';
import { describeFound, found, type Found } from './finding';

const COMPUTED: ReadonlySet<CheckKind> = new Set<ComputedCheck>([
  'invalidEntry',
  'selfAbovePoints',
  'sameReasonDifferentPoints',
  'doubleDeduction',
  'unscored',
]);
const isComputed = (kind: CheckKind): kind is ComputedCheck => COMPUTED.has(kind);

/** A finding as it is named when somebody says a word on it. */
export type FindingKey = Pick<FindingView, 'unitId' | 'itemId' | 'subject'>;

const keyOf = (unitId: number, itemId: number | null, subject: string): string =>
  `${unitId} ${itemId ?? 0} ${subject}`;

/** One kind of findings against the words said on them. */
export class CheckLook {
  private readonly words: ReadonlyMap<string, Dismissal>;

  private constructor(
    private readonly workspace: Workspace,
    private readonly assessment: Assessment,
    private readonly scope: CheckScope,
    private readonly kind: CheckKind,
    private readonly dismissals: readonly Dismissal[],
  ) {
    this.words = new Map(dismissals.map((word) => [keyOf(word.unitId, word.itemId, word.subject), word]));
  }

  static async at(
    workspace: Workspace,
    assessment: Assessment,
    scope: CheckScope,
    kind: CheckKind,
  ): Promise<CheckLook> {
    const dismissals = await listDismissals(workspace.reader, scope.cycleId, kind);
    return new CheckLook(workspace, assessment, scope, kind, dismissals);
  }

  async count(): Promise<{ readonly count: number; readonly dismissed: number }> {
    const { kind } = this;
    if (isComputed(kind)) {
      const all = (await this.computed(kind)).map((each) => this.withWord(each));
      const dismissed = all.filter((finding) => finding.dismissed !== null).length;
      return { count: all.length - dismissed, dismissed };
    }
    const total = await countFound(this.workspace.reader, this.scope, kind);
    const dismissed = (await this.dismissed()).length;
    return { count: total - dismissed, dismissed };
  }

  async open(limit: number): Promise<readonly FindingView[]> {
    const { kind } = this;
    const all = isComputed(kind)
      ? await this.computed(kind)
      : this.describe(kind, await this.rows(kind, limit + this.dismissals.length));
    return all
      .map((each) => this.withWord(each))
      .filter((finding) => finding.dismissed === null)
      .slice(0, limit);
  }

  async dismissed(): Promise<readonly FindingView[]> {
    const { kind } = this;
    if (this.dismissals.length === 0) return [];
    const all = isComputed(kind)
      ? await this.computed(kind)
      : this.describe(kind, await this.rows(kind, Number.MAX_SAFE_INTEGER, this.dismissals));
    return all.map((each) => this.withWord(each)).filter((finding) => finding.dismissed !== null);
  }

  /** The finding of that name, open or not; undefined where there is none any more. */
  async find({ unitId, itemId, subject }: FindingKey): Promise<FindingView | undefined> {
    const { kind } = this;
    const all = isComputed(kind)
      ? await this.computed(kind)
      : this.describe(
          kind,
          await this.rows(kind, Number.MAX_SAFE_INTEGER, [{ unitId, itemId: itemId ?? 0 }]),
        );
    const own = all.find(
      (each) => keyOf(each.unitId, each.itemId, each.subject) === keyOf(unitId, itemId, subject),
    );
    return own && this.withWord(own);
  }

  private computed(kind: ComputedCheck): Promise<readonly Found[]> {
    return findComputed(this.workspace, this.assessment, this.scope, kind);
  }

  private rows(
    kind: StoredCheck,
    limit: number,
    at?: readonly { readonly unitId: number; readonly itemId: number }[],
  ) {
    return listFound(this.workspace.reader, this.scope, kind, limit, at);
  }

  private describe(kind: StoredCheck, rows: Awaited<ReturnType<typeof listFound>>): readonly Found[] {
    return rows.flatMap((row) => {
      const place = { ...row, detail: describeFound(kind, row) };
      return found(this.assessment, kind, place) ?? [];
    });
  }

  /** A word holds only while what it was said about still stands as it did. */
  private withWord(finding: Found): FindingView {
    const word = this.words.get(keyOf(finding.unitId, finding.itemId, finding.subject));
    if (!word || word.state !== finding.state) return { ...finding, dismissed: null };
    const { reason, person, at } = word;
    return { ...finding, dismissed: { reason, person, at } };
  }
}

import type { MergeChoices, PackagePreview, PreviewRow } from '@shared/ipc/practice/exchange';

/** Which of two values stands. */
export type Take = 'ours' | 'theirs';

/** What a person has settled so far about a package that waits; it stays while another one is looked at. */
export interface MergeDraft {
  readonly taken: ReadonlyMap<string, Take>;
  /** The fingerprint that was compared with the sender; '' for none. */
  readonly compared: string;
  /** That so much is lowered or emptied is meant. */
  readonly lowering: boolean;
  readonly reason: string;
}

export const EMPTY_DRAFT: MergeDraft = { taken: new Map(), compared: '', lowering: false, reason: '' };

/** Whether the key has to be compared before anything is merged. */
export const asksKey = ({ key }: Pick<PackagePreview, 'key'>): boolean =>
  key.standing === 'unknown' || key.standing === 'changed';

/** Whether somebody has compared it. */
export const isCompared = (preview: Pick<PackagePreview, 'key'>, { compared }: MergeDraft): boolean =>
  compared !== '' && compared === preview.key.fingerprint;

/** What is sent along with the merge. */
export function choicesOf(preview: PackagePreview, draft: MergeDraft): MergeChoices {
  const { held, brake, key } = preview;
  return {
    decisions: [...draft.taken].map(([cell, take]) => ({ cell, take })),
    trust: asksKey(preview) && isCompared(preview, draft) ? key.fingerprint : '',
    reason: held !== '' || brake !== null ? draft.reason : '',
    acceptLowering: brake !== null && draft.lowering,
  };
}

/** What still holds of it after a preview was worked out anew: what a person saw otherwise is asked for again. */
export function draftFor(
  preview: PackagePreview,
  before: PackagePreview | null,
  draft: MergeDraft,
): MergeDraft {
  if (draft === EMPTY_DRAFT) return draft;
  const seen = new Map((before?.rows ?? []).map((row) => [row.cell, valuesOf(row)]));
  const same = new Set(
    preview.rows.filter((row) => seen.get(row.cell) === valuesOf(row)).map(({ cell }) => cell),
  );
  const { brake } = preview;
  return {
    ...draft,
    taken: new Map([...draft.taken].filter(([cell]) => same.has(cell))),
    lowering: draft.lowering && brake !== null && brake.lowered === before?.brake?.lowered,
  };
}

const valuesOf = ({ outcome, base, ours, theirs }: PreviewRow): string =>
  JSON.stringify([outcome, base, ours, theirs]);

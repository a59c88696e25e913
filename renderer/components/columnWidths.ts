/** Widths a person set, by the column's key, in pixels. */
export type ColumnWidths = Readonly<Record<string, number>>;

/** Narrower a heading cannot be read or got hold of again; wider nothing else is seen. */
const NARROWEST = 48;
const WIDEST = 900;

/** Pixels one press of a key adds or takes away. */
export const KEY_STEP = 16;

export const boundedWidth = (width: number): number =>
  Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));

/** Reads what was remembered; undefined where it is something else. */
export function readWidths(stored: unknown): ColumnWidths | undefined {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
  const known = Object.entries(stored).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
  return Object.fromEntries(known.map(([key, width]) => [key, boundedWidth(width)]));
}

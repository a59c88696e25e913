/** Who scores, as far as tiling the score sheet asks. */
export interface TilingScorer {
  readonly uid: string;
  readonly name: string;
  /** '' for none. Nobody scores the own unit, so what of it was handed to them counts for nothing. */
  readonly unitCode: string;
}

export interface TilingUnit {
  readonly id: number;
  readonly code: string;
  /** Items somebody has to score: those of its table without approved 缺项. */
  readonly itemIds: readonly number[];
}

export interface TilingItem {
  readonly id: number;
  /** Who is to score it, where several do; null: one person. */
  readonly several: readonly TilingScorer[] | null;
}

/** Units on items that one scorer was handed with one package. */
export interface TilingHandout {
  readonly scorer: TilingScorer;
  readonly unitIds: readonly number[];
  readonly itemIds: readonly number[];
}

export interface TilingSheet {
  readonly units: readonly TilingUnit[];
  readonly items: readonly TilingItem[];
  readonly handouts: readonly TilingHandout[];
}

/** A place that is not handed to exactly whom it should be. */
export interface UntiledPlace {
  readonly unitId: number;
  readonly itemId: number;
  /** Names of those it was handed to. */
  readonly scorers: readonly string[];
  /** Names of those it should be handed to as well, where several score it. */
  readonly missing: readonly string[];
}

export interface TilingCount {
  readonly gaps: number;
  readonly overlaps: number;
}

export interface Tiling extends TilingCount {
  /** Units on items somebody has to score. */
  readonly places: number;
  readonly byUnit: ReadonlyMap<number, TilingCount>;
  readonly byItem: ReadonlyMap<number, TilingCount>;
  /** The first gaps and the first overlaps, by unit and item in their order. */
  readonly first: readonly UntiledPlace[];
}

/**
 * Whether what was handed out tiles the score sheet. A gap was handed to nobody, or, where several score, not to all of
 * them; an overlap is to be scored by one person and was handed to more. The same package twice, or a later one with
 * more, is no overlap. Linear in the handed places: 40 scorers with 4,000 units each are counted in a fraction of a second.
 *
 * @param limit  how many gaps, and how many overlaps, are named.
 */
export function findTiling(sheet: TilingSheet, limit: number): Tiling {
  const { units, items } = sheet;
  const counted = countHanded(sheet);
  const byUnit = new Map<number, TilingCount>();
  const byItem = new Map<number, TilingCount>();
  const open: { readonly unit: TilingUnit; readonly item: TilingItem }[] = [];
  const totals = { places: 0, gaps: 0, overlaps: 0 };
  const columns = new Map(items.map((item, column) => [item.id, column]));
  for (const [row, unit] of units.entries()) {
    for (const itemId of unit.itemIds) {
      const column = columns.get(itemId);
      const item = column === undefined ? undefined : items[column];
      if (column === undefined || !item) continue;
      totals.places += 1;
      const handed = counted[row * items.length + column] ?? 0;
      const gap = handed < Math.max(1, wantedOf(item, unit).length);
      const overlap = !item.several && handed > 1;
      if (!gap && !overlap) continue;
      add(byUnit, unit.id, gap);
      add(byItem, itemId, gap);
      const kind = gap ? 'gaps' : 'overlaps';
      totals[kind] += 1;
      // Of each kind its own number, so that many gaps do not hide the overlaps.
      if (totals[kind] <= limit) open.push({ unit, item });
    }
  }
  return { ...totals, byUnit, byItem, first: namePlaces(sheet, open) };
}

/** How many of those who are to score a place were handed it, by unit and then item. */
function countHanded({ units, items, handouts }: TilingSheet): Uint16Array {
  const counts = new Uint16Array(units.length * items.length);
  const seenBy = new Uint16Array(counts.length);
  const rows = new Map(units.map(({ id }, row) => [id, row]));
  const columns = new Map(items.map(({ id }, column) => [id, column]));
  for (const [index, own] of [...byScorer(handouts).values()].entries()) {
    for (const { scorer, unitIds, itemIds } of own) {
      const wanted = itemIds.flatMap((id) => {
        const column = columns.get(id);
        const item = column === undefined ? undefined : items[column];
        return column !== undefined && item && isWanted(item, scorer) ? [column] : [];
      });
      for (const unitId of unitIds) {
        const row = rows.get(unitId);
        if (row === undefined || isOwn(scorer, units[row])) continue;
        for (const column of wanted) {
          const at = row * items.length + column;
          if (seenBy[at] === index + 1) continue;
          seenBy[at] = index + 1;
          counts[at] = (counts[at] ?? 0) + 1;
        }
      }
    }
  }
  return counts;
}

function byScorer(handouts: readonly TilingHandout[]): ReadonlyMap<string, readonly TilingHandout[]> {
  const map = new Map<string, TilingHandout[]>();
  for (const handout of handouts) {
    const own = map.get(handout.scorer.uid);
    if (own) own.push(handout);
    else map.set(handout.scorer.uid, [handout]);
  }
  return map;
}

const isWanted = ({ several }: TilingItem, { uid }: TilingScorer): boolean =>
  several === null || several.some((one) => one.uid === uid);

const isOwn = ({ unitCode }: TilingScorer, unit: TilingUnit | undefined): boolean =>
  unitCode !== '' && unitCode === unit?.code;

const wantedOf = ({ several }: TilingItem, unit: TilingUnit): readonly TilingScorer[] =>
  (several ?? []).filter((scorer) => !isOwn(scorer, unit));

function add(counts: Map<number, TilingCount>, id: number, gap: boolean): void {
  const { gaps, overlaps } = counts.get(id) ?? { gaps: 0, overlaps: 0 };
  counts.set(id, gap ? { gaps: gaps + 1, overlaps } : { gaps, overlaps: overlaps + 1 });
}

function namePlaces(
  { handouts }: TilingSheet,
  open: readonly { readonly unit: TilingUnit; readonly item: TilingItem }[],
): UntiledPlace[] {
  const sets = [...byScorer(handouts).values()].map((own) => ({
    own,
    parts: own.map(({ unitIds, itemIds }) => ({ units: new Set(unitIds), items: new Set(itemIds) })),
  }));
  return open.map(({ unit, item }) => {
    const handed = sets.flatMap(({ own: [first], parts }): TilingScorer[] => {
      const has = parts.some(({ units, items }) => units.has(unit.id) && items.has(item.id));
      return first && has && !isOwn(first.scorer, unit) && isWanted(item, first.scorer) ? [first.scorer] : [];
    });
    const missing = wantedOf(item, unit).filter(({ uid }) => !handed.some((one) => one.uid === uid));
    return {
      unitId: unit.id,
      itemId: item.id,
      scorers: handed.map(({ name }) => name),
      missing: missing.map(({ name }) => name),
    };
  });
}

/**
 * What somebody wrote into a cell, and what they had before them when they did. A cell is anything two people may write
 * apart from each other: one unit's self-evaluation of one item, one score, one link of evidence. Versions are made when
 * a package leaves and when one arrives, not while somebody types. docs/exchange-format.md, "Versions".
 */
export interface Version {
  /** SHA-256 over everything else: two copies of one workspace that wrote the same wrote one version. */
  readonly id: string;
  /** Kind and uids: `self:<unit>:<item>`. */
  readonly cell: string;
  /** Ids of the versions it replaced, in order; none for the first. */
  readonly parents: readonly string[];
  /** JSON; 'null' where there is nothing any more. */
  readonly value: string;
  /** When it was written, ISO. */
  readonly at: string;
  readonly person: string;
  /** Whose word stands while nobody has decided between two: the greater. */
  readonly rank: number;
}

/** Text to hexadecimal SHA-256. */
export type Sha256 = (text: string) => string;

/** A version with its id. `parents` may come in any order and more than once. */
export function makeVersion(version: Omit<Version, 'id'>, sha256: Sha256): Version {
  const parents = [...new Set(version.parents)].sort();
  const { cell, value, at, person, rank } = version;
  const id = sha256(JSON.stringify([cell, parents, value, at, person, rank]));
  return { id, cell, parents, value, at, person, rank };
}

/** Whether a version says of itself what its id says. */
export function isGenuine(version: Version, sha256: Sha256): boolean {
  return makeVersion(version, sha256).id === version.id;
}

/** How a version is found by its id; undefined for one that never came here. */
export type FindVersion = (id: string) => Version | undefined;

/** Everything a version was written upon, itself not among it. */
export function ancestorsOf(id: string, find: FindVersion): ReadonlySet<string> {
  return ancestorsOfAll([id], find);
}

/** Everything any of these was written upon, in one walk; one of them only where another was written upon it. */
function ancestorsOfAll(ids: Iterable<string>, find: FindVersion): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting: string[] = [];
  const put = (id: string): void => {
    for (const parent of find(id)?.parents ?? []) if (!seen.has(parent)) waiting.push(parent);
  };
  for (const id of ids) put(id);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    put(next);
  }
  return seen;
}

/** Those nobody has written upon yet, sorted: what stands, or what has to be decided between. */
export function headsOf(ids: Iterable<string>, find: FindVersion): readonly string[] {
  const all = new Set(ids);
  const older = ancestorsOfAll(all, find);
  return [...all].filter((id) => !older.has(id)).sort();
}

/** The version that stands among heads: the greatest rank, then the latest, then the greatest id; whatever the order. */
export function standing(heads: readonly string[], find: FindVersion): Version | undefined {
  let best: Version | undefined;
  for (const id of heads) {
    const each = find(id);
    if (each && (!best || outranks(each, best))) best = each;
  }
  return best;
}

function outranks(one: Version, other: Version): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank;
  if (one.at !== other.at) return one.at > other.at;
  return one.id > other.id;
}

/** What a package does to one cell. */
export type CellOutcome =
  /** Nothing that is not known. */
  | 'same'
  /** There was nothing here. */
  | 'new'
  /** Written upon what stands here. */
  | 'changed'
  /** Both wrote upon the same: somebody has to decide. */
  | 'conflict';

export interface MergedCell {
  readonly outcome: CellOutcome;
  /** Heads afterwards. */
  readonly heads: readonly string[];
  /** What both were written upon, where there is one: for showing base, ours and theirs. */
  readonly base: Version | undefined;
}

/**
 * Brings the heads of a package into a cell. Heads afterwards are the same for any order of packages and any repetition:
 * what nobody has written upon among all that is known.
 *
 * @param ours  heads here; empty for none. @param theirs  heads of the package.
 * @param find  finds the versions of both sides.
 */
export function mergeHeads(
  ours: readonly string[],
  theirs: readonly string[],
  find: FindVersion,
): MergedCell {
  // Most cells of most packages: nothing of it is new.
  if (ours.length > 0 && theirs.every((id) => ours.includes(id))) {
    return { outcome: 'same', heads: [...ours].sort(), base: standing(theirs, find) };
  }
  const heads = headsOf([...ours, ...theirs], find);
  const base = commonAncestor(ours, theirs, find);
  const before = [...ours].sort();
  if (heads.join() === before.join()) return { outcome: 'same', heads, base };
  if (ours.length === 0) return { outcome: heads.length > 1 ? 'conflict' : 'new', heads, base };
  // Two heads that say the same need nobody's decision.
  const values = new Set(heads.map((id) => find(id)?.value));
  return { outcome: values.size > 1 ? 'conflict' : 'changed', heads, base };
}

function commonAncestor(
  ours: readonly string[],
  theirs: readonly string[],
  find: FindVersion,
): Version | undefined {
  const above = (ids: readonly string[]): ReadonlySet<string> =>
    new Set([...ids, ...ancestorsOfAll(ids, find)]);
  const others = above(theirs);
  return standing(
    headsOf(
      [...above(ours)].filter((id) => others.has(id)),
      find,
    ),
    find,
  );
}

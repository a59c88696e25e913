import type { Kysely } from 'kysely';
import { isSameName } from '@shared/domain/sameName';
import { scoresBeyondAssignment, scoresMalformed, scoresOfAnother } from '@shared/errors/exchangeScores';
import type { PackageRow } from '@shared/exchange/packageData';
import { listKnownVersions } from '../../database/exchangeScoreRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { JUDGEMENT_KIND, judgementSchema } from './cells/judgementCells';
import { MARKING_KIND, markingSchema, plainMarking } from './cells/markingCells';
import { placeOfCell, type CellPlace } from './cells/placeOfCell';
import { plainScore, SCORE_KIND, scoreSchema } from './cells/scoreCells';
import type { HandedPlaces } from './handedOut';
import type { PackageContents } from './kinds/packageHandler';
import { Turns } from './merge/turns';

/** Places named in a message. */
const NAMED = 5;

/** What a value of a cell says, in the one form it has on every machine; undefined for what nobody's program wrote. */
type Plain = (value: unknown) => string | undefined;

const KINDS: Readonly<Record<string, { readonly parts: number; readonly plain: Plain }>> = {
  [SCORE_KIND]: {
    parts: 2,
    plain: (value) => {
      const { success, data } = scoreSchema.safeParse(value);
      return success ? JSON.stringify(plainScore(data)) : undefined;
    },
  },
  [MARKING_KIND]: {
    parts: 3,
    plain: (value) => {
      const { success, data } = markingSchema.safeParse(value);
      return success ? JSON.stringify(plainMarking(data)) : undefined;
    },
  },
  [JUDGEMENT_KIND]: {
    parts: 3,
    plain: (value) => {
      const { success, data } = judgementSchema.safeParse(value);
      return success ? JSON.stringify(data) : undefined;
    },
  },
};

interface Found {
  readonly kind: string;
  readonly place: CellPlace;
}

/**
 * Holds what a scorer sent against what the scorer was handed: those units and items and no other, under no other name,
 * no draft. What the office itself had sent along as it stood is nobody's claim.
 *
 * @throws {AppError} SCORES_BEYOND_ASSIGNMENT, SCORES_OF_ANOTHER, SCORES_MALFORMED, each naming the first places
 */
export async function assertOwnScores(
  db: Kysely<Schema>,
  assessment: Assessment,
  { manifest, data }: PackageContents,
  handed: HandedPlaces,
): Promise<void> {
  const { name } = handed.scorer;
  if (manifest.from.seat !== 'assessor' || !isOwnName(handed, manifest.from.scorer)) {
    throw scoresOfAnother({ scorer: name, places: manifest.from.scorer || manifest.author });
  }
  const cells = new Map<string, Found | undefined>();
  const turns = new Turns();
  for (const { cell } of [...(data.heads ?? []), ...(data.versions ?? [])]) {
    if (!cells.has(cell)) cells.set(cell, find(assessment, cell));
    await turns.next();
  }
  const beyond = [...cells].filter(
    ([, found]) => !found || !handed.has(found.place.unitId, found.place.itemId),
  );
  if (beyond.length > 0) {
    throw scoresBeyondAssignment({
      scorer: name,
      places: named(beyond.map(([cell]) => [cell, cells.get(cell)])),
    });
  }
  const foreign = [...cells].filter(
    ([, found]) => found?.kind === MARKING_KIND && found.place.rest[0] !== handed.scorer.uid,
  );
  if (foreign.length > 0) throw scoresOfAnother({ scorer: name, places: named(foreign) });
  assertOwnHeads(data, cells);
  const malformed: PackageRow<'versions'>[] = [];
  for (const version of data.versions ?? []) {
    if (!isPlain(cells.get(version.cell), version.value)) malformed.push(version);
    await turns.next();
  }
  if (malformed.length > 0) {
    throw scoresMalformed({ places: named(malformed.map(({ cell }) => [cell, cells.get(cell)])) });
  }
  await assertOwnWord(db, data, cells, handed);
}

/** Whether that is what the scorer is called, or was when something was handed out. */
const isOwnName = ({ names }: Pick<HandedPlaces, 'names'>, said: string): boolean =>
  names.some((name) => isSameName(name, said));

/** What stands in a cell is a version of that cell, and in the package. @throws {AppError} SCORES_MALFORMED */
function assertOwnHeads(
  { versions = [], heads = [] }: PackageContents['data'],
  cells: ReadonlyMap<string, Found | undefined>,
): void {
  const cellOf = new Map(versions.map(({ id, cell }) => [id, cell]));
  const wrong = heads.filter((head) => head.heads.some((id) => cellOf.get(id) !== head.cell));
  if (wrong.length > 0)
    throw scoresMalformed({ places: named(wrong.map(({ cell }) => [cell, cells.get(cell)])) });
}

/** What stands in the package was written by the scorer, and is locked where several score. */
async function assertOwnWord(
  db: Kysely<Schema>,
  { versions = [], heads = [] }: PackageContents['data'],
  cells: ReadonlyMap<string, Found | undefined>,
  handed: HandedPlaces,
): Promise<void> {
  const { scorer } = handed;
  const standing = new Set(heads.flatMap((head) => head.heads));
  const doubtful: { readonly version: PackageRow<'versions'>; readonly doubt: Doubt }[] = [];
  const turns = new Turns();
  for (const version of versions) {
    const found = cells.get(version.cell);
    const doubt = found && standing.has(version.id) ? doubtOf(found, version, handed) : '';
    if (doubt !== '') doubtful.push({ version, doubt });
    await turns.next();
  }
  const known = await listKnownVersions(
    db,
    doubtful.map(({ version }) => version.id),
  );
  const wrong = doubtful.filter(({ version }) => !known.has(version.id));
  const places = (doubt: Doubt): string =>
    named(wrong.filter((one) => one.doubt === doubt).map(({ version: { cell } }) => [cell, cells.get(cell)]));
  if (wrong.some(({ doubt }) => doubt === 'another')) {
    throw scoresOfAnother({ scorer: scorer.name, places: places('another') });
  }
  if (wrong.length > 0) throw scoresMalformed({ places: places('draft') });
}

type Doubt = 'another' | 'draft';

function doubtOf(
  { kind }: Found,
  { value, person }: PackageRow<'versions'>,
  handed: Pick<HandedPlaces, 'names'>,
): Doubt | '' {
  const said: unknown = JSON.parse(value);
  if (kind === MARKING_KIND) {
    if (!isOwnName(handed, person)) return 'another';
    return markingSchema.parse(said)?.locked ? '' : 'draft';
  }
  if (kind !== SCORE_KIND) return '';
  const score = scoreSchema.parse(said);
  // Of what was taken away nobody is the scorer; a score without a name would be held against nobody.
  const names = score ? [score.scorer, person] : person === '' ? [] : [person];
  return names.every((each) => isOwnName(handed, each)) ? '' : 'another';
}

function find(assessment: Assessment, cell: string): Found | undefined {
  for (const [kind, { parts }] of Object.entries(KINDS)) {
    const place = placeOfCell(kind, assessment, cell, parts);
    if (place) return { kind, place };
  }
  return undefined;
}

function isPlain(found: Found | undefined, text: string): boolean {
  const kind = found && KINDS[found.kind];
  if (!kind) return false;
  try {
    return kind.plain(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** 区水利局 4.2.3、区教育局 4.2.3 等 12 处 */
function named(cells: readonly (readonly [string, Found | undefined])[]): string {
  const places = [
    ...new Set(
      cells.map(([cell, found]) => (found ? `${found.place.unit.name} ${found.place.item.code}` : cell)),
    ),
  ];
  const first = places.slice(0, NAMED).join('、');
  return places.length > NAMED ? `${first} 等 ${places.length} 处` : first;
}

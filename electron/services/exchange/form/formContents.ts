import { createHash } from 'node:crypto';
import { uniqueName } from '@shared/evidence/evidenceName';
import { EVIDENCE_LIMITS } from '@shared/evidence/evidenceType';
import { packedReport } from '@shared/exchange/handInReport';
import type { PackageData, PackageRow } from '@shared/exchange/packageData';
import type { ParsedForm, FormRow } from '@shared/exchange/selfForm';
import { headsOf, makeVersion, standing, type FindVersion, type Version } from '@shared/exchange/versions';
import { parsePoints } from '@shared/domain/points';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { daysLate } from '@shared/year/dates';
import { checkSheet, type PreflightReport } from '@shared/year/preflight';
import { loadUnitEvidence } from '../../../database/evidenceRepository';
import { listRequestsOfUnit } from '../../../database/notApplicableRepository';
import { listAttachedFiles, findSubmission } from '../../../database/submissionRepository';
import { listCellsUnder, listVersions } from '../../../database/versionRepository';
import { listDeadlines } from '../../../database/yearRepository';
import type { Assessment } from '../../assessment/assessment';
import { sha256Text } from '../../caseFiles/sha256Text';
import { localDay } from '../../localTime';
import type { Workspace } from '../../workspace/workspace';
import { linkCells } from '../cells/linkCells';
import { selfCells } from '../cells/selfCells';
import { cellName, cellParts } from '../merge/cellName';
import { valueOf } from '../merge/planMerge';
import type { FormBase } from './formBase';

/** A file that goes with an item, taken in aside. */
export interface TakenFile {
  readonly code: string;
  /** As it will be called. */
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

/** What a filled-in form says, before it is put into words a package knows. */
export interface FilledForm {
  readonly unit: UnitView;
  readonly parsed: ParsedForm;
  /** Rows by item code; all are of the unit's table. */
  readonly rows: ReadonlyMap<string, FormRow>;
  readonly files: readonly TakenFile[];
  readonly base: FormBase;
  /** When the other fillings of the same form that are merged were saved: what they wrote the unit has before it. */
  readonly earlier: readonly string[];
  /** One of them was saved later: what this one says is out of date. */
  readonly isOlder: boolean;
  /** Which handing in it would be. */
  readonly round: number;
  /** When it was filled in, ISO. */
  readonly at: string;
}

export interface FormData {
  readonly data: PackageData;
  /** The check before handing in, over the form's content. */
  readonly report: PreflightReport;
  /** Whether it says anything that was not said before. */
  readonly saysMore: boolean;
}

/**
 * Puts a filled-in form into the rows the unit's own seat would have packed: versions of its cells written upon what the
 * office had when it handed the form out, evidence, and the handing in where somebody answers for it.
 */
export async function formData(
  workspace: Workspace,
  assessment: Assessment,
  form: FilledForm,
  handsIn: boolean,
): Promise<FormData> {
  const { db } = workspace;
  const cells = new Cells(form, await knownVersions(db, assessment, form));
  for (const [code, row] of form.rows) writeSelf(cells, assessment, form, code, row);
  writeLinks(cells, assessment, form);
  const report = await readReport(workspace, assessment, form, cells);
  const evidence = await evidenceRows(workspace, form);
  return {
    report,
    saysMore: cells.written > 0,
    data: {
      versions: cells.versions.map((version) => ({ ...version, parents: [...version.parents] })),
      heads: [...cells.heads].map(([cell, heads]) => ({ cell, heads: [...heads] })),
      ...(evidence.length > 0 ? { evidence } : {}),
      ...(handsIn ? { handIns: [await handIn(workspace, assessment, form, report)] } : {}),
    },
  };
}

/** Every version of the unit's cells. */
async function knownVersions(
  db: Workspace['db'],
  assessment: Assessment,
  { unit, base }: Pick<FilledForm, 'unit' | 'base'>,
): Promise<readonly Version[]> {
  const cells = new Set(Object.keys(base.heads));
  for (const { kind } of [selfCells, linkCells]) {
    for (const cell of await listCellsUnder(db, cellName(kind, assessment, unit.code))) cells.add(cell);
  }
  return listVersions(db, [...cells]);
}

/** Cells as the unit's seat would know them: the base, and what was written upon it. */
class Cells {
  readonly heads = new Map<string, readonly string[]>();
  written = 0;
  readonly #versions: Map<string, Version>;
  readonly #find: FindVersion = (id) => this.#versions.get(id);

  constructor(
    private readonly form: FilledForm,
    known: readonly Version[],
  ) {
    this.#versions = new Map(known.map((version) => [version.id, version]));
    for (const [cell, heads] of Object.entries(form.base.heads)) {
      // A head nobody knows any more cannot be built upon: what is filled in then stands by itself.
      if (heads.every((id) => this.#versions.has(id))) this.heads.set(cell, heads);
    }
    // A form that is corrected and sent once more goes on from what it said before.
    for (const { id, cell, at } of known) {
      if (!form.earlier.includes(at)) continue;
      this.heads.set(cell, headsOf([...(this.heads.get(cell) ?? []), id], this.#find));
    }
  }

  get versions(): readonly Version[] {
    return [...this.#versions.values()].filter(({ cell }) => this.heads.has(cell));
  }

  /** What stood when the form was handed out; null where nothing did. */
  before(cell: string): unknown {
    return valueOf(standing(this.heads.get(cell) ?? [], this.#find));
  }

  write(cell: string, value: unknown, person: string, rank: number): void {
    const parents = this.heads.get(cell) ?? [];
    const { at } = this.form;
    const version = makeVersion(
      { cell, parents, value: JSON.stringify(value), at, person, rank },
      sha256Text,
    );
    this.#versions.set(version.id, version);
    this.heads.set(cell, [version.id]);
    this.written += 1;
  }
}

interface SelfValue {
  readonly points: string;
  readonly statement: string;
}

function writeSelf(
  cells: Cells,
  assessment: Assessment,
  { unit }: FilledForm,
  code: string,
  { points, statement }: FormRow,
): void {
  const cell = cellName(selfCells.kind, assessment, unit.code, code);
  const before = cells.before(cell) as SelfValue | null;
  const stands = before ?? { points: '', statement: '' };
  // A number goes out as 2 though 2.00 was typed: nobody has changed it.
  const after = { points: isSameNumber(points, stands.points) ? stands.points : points, statement };
  if (after.points === stands.points && plain(statement) === plain(stands.statement)) return;
  cells.write(cell, after, unit.name, selfCells.ranks.unit);
}

const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [parsePoints(one), parsePoints(other)];
  return a !== null && a === b;
}

/** Attaches the files behind those that were attached already; nothing is ever detached by a form. */
function writeLinks(cells: Cells, assessment: Assessment, form: FilledForm): void {
  const last = new Map<string, number>();
  for (const cell of cells.heads.keys()) {
    const [, code = ''] = cellParts(linkCells.kind, assessment, cell) ?? [];
    const { position = 0 } = (cells.before(cell) ?? {}) as { readonly position?: number };
    last.set(code, Math.max(last.get(code) ?? 0, position));
  }
  for (const { code, sha256 } of form.files) {
    const cell = cellName(linkCells.kind, assessment, form.unit.code, code, sha256);
    if (cells.before(cell) !== null) continue;
    const position = (last.get(code) ?? 0) + 1;
    last.set(code, position);
    cells.write(cell, { position }, fillerOf(form), linkCells.ranks.unit);
  }
}

/** Whoever filled in, else whoever answers for it, else the unit. */
export function fillerOf({ parsed, unit }: Pick<FilledForm, 'parsed' | 'unit'>): string {
  return parsed.filler || parsed.leader || unit.name;
}

/** Each file once, under a name no other file of the unit has. */
async function evidenceRows(
  { db }: Pick<Workspace, 'db'>,
  form: FilledForm,
): Promise<PackageRow<'evidence'>[]> {
  const { byHash, names } = await loadUnitEvidence(db, form.unit.id);
  const rows = new Map<string, PackageRow<'evidence'>>();
  for (const { sha256, size, name } of form.files) {
    if (byHash.has(sha256) || rows.has(sha256)) continue;
    const free = uniqueName(name, names);
    names.add(free.toLowerCase());
    rows.set(sha256, {
      ...{ uid: derivedUid([form.unit.code, sha256]), unit: form.unit.code, sha256, size, name: free },
      ...{ documentNumber: '', formedOn: '', addedBy: fillerOf(form), addedAt: form.at },
    });
  }
  return [...rows.values()];
}

async function readReport(
  { db }: Pick<Workspace, 'db'>,
  assessment: Assessment,
  { unit, rows, files }: FilledForm,
  cells: Cells,
): Promise<PreflightReport> {
  const counts = new Map<string, number>();
  for (const cell of cells.heads.keys()) {
    const [, code = ''] = cellParts(linkCells.kind, assessment, cell) ?? [];
    if (cells.before(cell) !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const requests = await listRequestsOfUnit(db, unit.id);
  const absent = new Set(
    requests.flatMap(({ state, itemId }) => (state === 'requested' || state === 'approved' ? [itemId] : [])),
  );
  const lines = assessment.itemsOf(unit).map((item: ItemView) => {
    const cell = cellName(selfCells.kind, assessment, unit.code, item.code);
    const stands = (cells.before(cell) ?? { points: '', statement: '' }) as SelfValue;
    const { points, statement } = rows.get(item.code) ?? stands;
    const notApplicable = absent.has(item.id);
    return { item, points, statement, files: counts.get(item.code) ?? 0, notApplicable };
  });
  const attached = new Map((await listAttachedFiles(db, unit.id)).map((file) => [file.name, file]));
  for (const file of files) attached.set(file.name, file);
  return checkSheet(lines, [...attached.values()], EVIDENCE_LIMITS.maxBytes);
}

async function handIn(
  { db }: Pick<Workspace, 'db'>,
  { cycle }: Assessment,
  { unit, parsed, round, at }: FilledForm,
  report: PreflightReport,
): Promise<PackageRow<'handIns'>> {
  const submission = await findSubmission(db, unit.id);
  const dueOn = submission?.dueOn || ((await listDeadlines(db, cycle.id)).get('selfEvaluating') ?? '');
  return {
    ...{ unit: unit.code, round, report: packedReport(report), reason: '' },
    ...{ daysLate: daysLate(dueOn, localDay(new Date(at))), person: parsed.leader, at },
  };
}

/** A UUID (RFC 9562, version 8) made of what it stands for: read twice, it is the same. */
export function derivedUid(parts: readonly string[]): string {
  const digits = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

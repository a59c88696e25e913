import type { Version } from '@shared/exchange/versions';
import type { MergeCounts, PackagePreview, PreviewRow } from '@shared/ipc/practice/exchange';
import { plainDate } from '@shared/year/dates';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { localDay } from '../localTime';
import { withAppErrors } from '../workspace/asAppError';
import type { Workspace } from '../workspace/workspace';
import { admitPackage } from './admitPackage';
import type { PlannedRecord } from './kinds/packageHandler';
import { assertMayExchange } from './mayExchange';
import type { CellKind } from './merge/cellKind';
import { valueOf, type PlannedCell } from './merge/planMerge';
import { loweringOf, planPackage, type PackagePlan } from './planPackage';
import { readContents, type PreparedPackage } from './preparedPackage';
import { factsOf } from './preparePackage';
import { yearOf } from './seats/nextYear';

/** No cells yet. */
export const NO_COUNTS: MergeCounts = { new: 0, changed: 0, conflict: 0, kept: 0, same: 0, refused: 0 };

/**
 * What merging a package would do: every difference with its place and both values. Nothing is written; a key nobody has
 * confirmed is shown, not refused.
 *
 * @throws {AppError} those of `admitPackage` and `planPackage`
 */
export async function previewPrepared(
  workspace: Workspace,
  prepared: PreparedPackage,
): Promise<PackagePreview> {
  assertMayExchange(workspace);
  return withAppErrors(workspace.folder, async () => {
    const contents = await readContents(prepared);
    const assessment = yearOf(workspace, await loadAssessment(workspace), contents);
    const { db } = workspace;
    const admitted = await admitPackage(db, workspace, assessment, prepared);
    const facts = factsOf(prepared);
    const key = { fingerprint: admitted.fingerprint, standing: admitted.standing };
    if (admitted.already) {
      const already = admitted.stored?.at ?? '';
      return { facts, key, already, counts: NO_COUNTS, rows: [], newFiles: 0, held: '', brake: null };
    }
    const plan = await planPackage(db, workspace, assessment, prepared, contents);
    return {
      ...{ facts, key, already: '', counts: countsOf(plan), held: plan.held },
      rows: previewRows(plan),
      newFiles: plan.evidence.newFiles.length,
      brake: await loweringOf(db, plan, new Map()),
    };
  });
}

function countsOf({ kinds }: PackagePlan): MergeCounts {
  const counts = { ...NO_COUNTS };
  for (const { plan } of kinds) for (const { outcome } of plan.cells) counts[outcome] += 1;
  return counts;
}

/** Everything but what is the same, in the order of the sheet; records first. */
function previewRows({ kinds, records, assessment }: PackagePlan): readonly PreviewRow[] {
  return [
    ...records.filter(({ outcome }) => outcome !== 'same').map(recordRow),
    ...kinds.flatMap(({ kind, plan }) =>
      plan.cells
        .filter(({ outcome }) => outcome !== 'same')
        .map((cell) => cellRow(kind, assessment, cell))
        .sort(bySheet(assessment)),
    ),
  ];
}

const bySheet =
  ({ unitByCode, itemByCode }: Assessment) =>
  (one: PreviewRow, other: PreviewRow): number =>
    (unitByCode.get(one.unitCode)?.id ?? 0) - (unitByCode.get(other.unitCode)?.id ?? 0) ||
    (itemByCode.get(one.itemCode)?.id ?? 0) - (itemByCode.get(other.itemCode)?.id ?? 0);

function recordRow({ outcome, place, what, why }: PlannedRecord): PreviewRow {
  return {
    ...{ cell: '', what, unitCode: '', unitName: place, itemCode: '', itemName: '', outcome, why },
    ...{ base: '', ours: '', theirs: '', oursBy: '', theirsBy: '', lowers: false },
  };
}

function cellRow(
  kind: CellKind,
  assessment: Assessment,
  { cell, outcome, base, ours, theirs, lowers, why }: PlannedCell,
): PreviewRow {
  const text = (version: Version | undefined): string =>
    version ? kind.text(valueOf(version), assessment, cell) : '';
  return {
    ...{ cell, what: kind.name, outcome, lowers, why, ...placeOf(kind, assessment, cell) },
    ...{
      base: text(base),
      ours: text(ours),
      theirs: text(theirs),
      oursBy: byOf(kind, ours),
      theirsBy: byOf(kind, theirs),
    },
  };
}

/** Unit and item of a cell, as a person reads them; '' for what is not here. */
export function placeOf(
  kind: Pick<CellKind, 'locate'>,
  assessment: Assessment,
  cell: string,
): Pick<PreviewRow, 'unitCode' | 'unitName' | 'itemCode' | 'itemName'> {
  const place = kind.locate(assessment, cell);
  const unit = place && assessment.unitById.get(place.unitId);
  const item = place && assessment.itemById.get(place.itemId);
  return {
    ...{ unitCode: unit?.code ?? '', unitName: unit?.name ?? '' },
    ...{ itemCode: item?.code ?? '', itemName: item?.name ?? '' },
  };
}

/** 张三 2020年11月5日; what is the unit's to say and was typed at the office says so, or both sides had one name. */
function byOf({ ranks }: CellKind, version: Version | undefined): string {
  if (!version || version.person === '') return '';
  const atOffice = ranks.unit > ranks.office && version.rank === ranks.office;
  const who = atOffice ? `${version.person}（在考评办填写）` : version.person;
  const time = new Date(version.at);
  return Number.isNaN(time.getTime()) ? who : `${who} ${plainDate(localDay(time))}`;
}

import { packageNothingToSend, packageNotAllowed } from '@shared/errors/exchange';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import { findLatestMerged } from '../../../database/exchangeRepository';
import { listAppealEvidence, listPackedAppeals } from '../../../database/packedRecordRepository';
import { assertMayFor } from '../../access/assertMay';
import type { Assessment } from '../../assessment/assessment';
import { linkCells } from '../cells/linkCells';
import type { CellScope } from '../merge/cellKind';
import { cellName } from '../merge/cellName';
import { OFFICE_SIDE, ownSide } from '../seatSide';
import type { PackageContents, PackageHandler } from './packageHandler';
import { applyUnitAppeals, holdAppeals, planUnitAppeals, type UnitAppealsUndo } from './records/unitAppeals';

/** 申诉包: a unit's appeals with their new evidence, and nothing else of its sheet. */
export const appealHandler: PackageHandler = {
  kind: 'appeal',

  async collect(workspace, assessment) {
    const { unitCode } = await ownSide(workspace, assessment);
    const unit = assessment.unitByCode.get(unitCode);
    if (!unit) throw new Error(`the seat's unit ${unitCode} is not in this year`);
    assertMayFor(workspace, 'fileAppeal', unit);
    const { db } = workspace;
    const appeals = await listPackedAppeals(db, unit.id);
    if (appeals.length === 0) {
      throw packageNothingToSend({ what: '申诉包', missing: '本单位没有提出申诉' });
    }
    const evidence = await listAppealEvidence(db, unit.id);
    const answered = await findLatestMerged(db, assessment.cycle.id, ['feedback', 'decision']);
    const named = namedLinks(
      assessment,
      appeals.map(({ row }) => row),
    );
    return {
      to: OFFICE_SIDE,
      answers: answered?.uid ?? '',
      data: { appeals: appeals.map(({ row }) => ({ ...row, effect: null })), evidence },
      cells: [
        {
          kind: linkCells,
          scope: { unitIds: [unit.id], itemIds: [...new Set(appeals.map(({ itemId }) => itemId))] },
          sees: ({ cell }) => named.has(cell),
        },
      ],
      files: evidence.map(({ sha256, size, name }) => ({ sha256, size, name })),
    };
  },

  cellKinds: [linkCells],
  scope: appealScope,
  hold: holdAppeals,
  planRecords: planUnitAppeals,

  async applyRecords(writing, contents) {
    return { undo: await applyUnitAppeals(writing, contents) };
  },

  // An appeal that was filed is never deleted: the unit withdraws it, or the office decides it.
  async takeBackRecords(_writing, undo) {
    return (undo as UnitAppealsUndo).filed;
  },
};

/**
 * The items of the unit's appeals, and of those only what attaches evidence an appeal names: a unit changes nothing else
 * of its papers any more.
 *
 * @throws {AppError} PACKAGE_NOT_ALLOWED
 */
function appealScope(assessment: Assessment, { manifest, data }: PackageContents): CellScope {
  const { unitByCode, itemByCode } = assessment;
  const unit = unitByCode.get(manifest.from.unitCode);
  const rows = (data.appeals ?? []).filter(({ unit: code }) => code === unit?.code);
  const named = namedLinks(assessment, rows);
  const heads = new Set((data.heads ?? []).flatMap((cell) => cell.heads));
  const detached = (data.versions ?? [])
    .filter(({ id, value }) => heads.has(id) && value === 'null')
    .map(({ cell }) => cell);
  const strange = [
    ...(data.heads ?? []).map(({ cell }) => cell).filter((cell) => !named.has(cell)),
    ...detached,
  ];
  if (strange.length > 0) {
    throw packageNotAllowed({
      name: PACKAGE_KIND_NAMES[manifest.kind],
      count: strange.length,
      first: strange.slice(0, 5).map((cell) => cell.slice(0, 100)),
    });
  }
  const itemIds = rows.flatMap(({ item }) => itemByCode.get(item)?.id ?? []);
  return { unitIds: unit ? [unit.id] : [], itemIds: [...new Set(itemIds)] };
}

/** Names of the cells by which the evidence of appeals is attached to their items. */
function namedLinks(
  assessment: Pick<Assessment, 'cycle'>,
  rows: readonly { readonly unit: string; readonly item: string; readonly evidence: readonly string[] }[],
): ReadonlySet<string> {
  return new Set(
    rows.flatMap(({ unit, item, evidence }) =>
      evidence.map((sha256) => cellName(linkCells.kind, assessment, unit, item, sha256)),
    ),
  );
}

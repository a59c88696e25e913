import { packageNotForYou, packageNothingToSend, packageNotAllowed } from '@shared/errors/exchange';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import { findLatestMerged } from '../../../database/exchangeRepository';
import { listAppealEvidence, listPackedAppeals } from '../../../database/packedRecordRepository';
import { assertMayFor } from '../../access/assertMay';
import type { Assessment } from '../../assessment/assessment';
import type { CellScope } from '../merge/cellKind';
import { OFFICE_SIDE, ownSide } from '../seatSide';
import type { PackageContents, PackageHandler } from './packageHandler';
import { applyUnitAppeals, holdAppeals, planUnitAppeals, type UnitAppealsUndo } from './records/unitAppeals';

/** How many places a refusal names. */
const NAMED = 5;

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
    return {
      to: OFFICE_SIDE,
      answers: answered?.uid ?? '',
      data: { appeals: appeals.map(({ row }) => ({ ...row, effect: null })), evidence },
      // Which items the evidence is for its appeals say: attached is only what is taken in with them.
      cells: [],
      files: evidence.map(({ sha256, size, name }) => ({ sha256, size, name })),
    };
  },

  cellKinds: [],
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
 * The unit that appeals, with nothing but its appeals and the evidence they name: it changes nothing else of its papers
 * any more.
 *
 * @throws {AppError} PACKAGE_NOT_FOR_YOU, PACKAGE_NOT_ALLOWED
 */
function appealScope({ unitByCode }: Assessment, { manifest, data }: PackageContents): CellScope {
  const { unitCode, unitName } = manifest.from;
  const unit = unitByCode.get(unitCode);
  const name = PACKAGE_KIND_NAMES[manifest.kind];
  if (!unit) {
    throw packageNotForYou({ name, forWhom: '考评办', here: `没有“${unitName || unitCode}”的年度` });
  }
  const appeals = data.appeals ?? [];
  const named = new Set(appeals.flatMap(({ evidence }) => evidence));
  const strange = [
    ...appeals.filter((row) => row.unit !== unitCode).map((row) => `${row.unit} ${row.item}`),
    ...(data.evidence ?? []).filter(({ sha256 }) => !named.has(sha256)).map((file) => file.name),
  ];
  if (strange.length > 0) {
    throw packageNotAllowed({ name, count: strange.length, first: strange.slice(0, NAMED) });
  }
  return { unitIds: [unit.id], itemIds: null };
}

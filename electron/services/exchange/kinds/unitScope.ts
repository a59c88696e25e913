import { packageNotForYou } from '@shared/errors/exchange';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { Assessment } from '../../assessment/assessment';
import type { CellScope } from '../merge/cellKind';
import type { PackageContents } from './packageHandler';

/**
 * What a package of the office to a unit is about: the unit's whole sheet.
 *
 * @throws {AppError} PACKAGE_NOT_FOR_YOU where the unit is not here, or rows are of another
 */
export function unitScope({ unitByCode }: Assessment, { manifest, data }: PackageContents): CellScope {
  const code = manifest.to?.unitCode ?? '';
  const unit = unitByCode.get(code);
  const { handBacks = [], receipts = [], withdrawals = [] } = data;
  const { notApplicable = [], feedback = [], appeals = [] } = data;
  const rows: readonly { readonly unit: string }[] = [
    ...handBacks,
    ...receipts,
    ...withdrawals,
    ...notApplicable,
    ...feedback,
    ...appeals,
  ];
  const stranger = rows.find((row) => row.unit !== code)?.unit;
  if (unit && stranger === undefined) return { unitIds: [unit.id], itemIds: null };
  throw packageNotForYou({
    name: PACKAGE_KIND_NAMES[manifest.kind],
    forWhom: stranger ?? (manifest.to?.unitName || code),
    here: unit?.name ?? '没有这个单位的年度',
  });
}

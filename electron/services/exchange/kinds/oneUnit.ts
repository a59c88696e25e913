import { unitCodeUnknown } from '@shared/errors/cli';
import { packageNeedsOneUnit } from '@shared/errors/seats';
import type { PackageSide } from '@shared/exchange/packageManifest';
import type { UnitView } from '@shared/ipc/views';
import type { Assessment } from '../../assessment/assessment';
import type { PackRequest } from './packageHandler';

/**
 * The unit a package of the office is for.
 *
 * @param what 任务包. @throws {AppError} PACKAGE_NEEDS_ONE_UNIT, UNIT_CODE_UNKNOWN
 */
export function oneUnit(
  { unitByCode, units }: Pick<Assessment, 'unitByCode' | 'units'>,
  { unitCodes }: Pick<PackRequest, 'unitCodes'>,
  what: string,
): UnitView {
  const [code, ...more] = new Set(unitCodes);
  if (code === undefined || more.length > 0) throw packageNeedsOneUnit({ what });
  const unit = unitByCode.get(code);
  if (!unit) throw unitCodeUnknown({ code, known: units.map((known) => known.code) });
  return unit;
}

/** A unit as the receiver of a package. */
export function unitSide({ code, name }: Pick<UnitView, 'code' | 'name'>): PackageSide {
  return { seat: 'unit', unitCode: code, unitName: name, scorer: '' };
}

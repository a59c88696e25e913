import { stat } from 'node:fs/promises';
import { PACKAGE_FORMAT, PACKAGE_VERSION, type PackageManifest } from '@shared/exchange/packageManifest';
import type { ParsedForm } from '@shared/exchange/selfForm';
import type { TableProblem } from '@shared/tables/problem';
import { findPackage, type StoredPackage } from '../../../database/exchangeRepository';
import { FORMAT_VERSION } from '../../../database/migrate';
import { findSubmission, listReturns } from '../../../database/submissionRepository';
import { version as appVersion } from '../../../../package.json';
import type { Assessment } from '../../assessment/assessment';
import { hashFile } from '../../evidence/evidenceStore';
import { localTime } from '../../localTime';
import type { Workspace } from '../../workspace/workspace';
import { packedSystem, systemDigest } from '../packedSystem';
import { OFFICE_SIDE } from '../seatSide';
import type { FormBase } from './formBase';
import { derivedUid, fillerOf, type FilledForm, type TakenFile } from './formContents';

/** The same form with the same files is the same package, however often it is read. */
export async function formIdOf(
  { uid }: StoredPackage,
  path: string,
  files: readonly TakenFile[],
): Promise<string> {
  return derivedUid([
    uid,
    await hashFile(path),
    ...files.map(({ code, sha256 }) => `${code}:${sha256}`).sort(),
  ]);
}

/** When the form was last saved, as far as that can be: not before it was handed out, not after now, and once for all. */
export async function filledAt(
  { clock, db }: Pick<Workspace, 'clock' | 'db'>,
  path: string,
  { at }: Pick<StoredPackage, 'at'>,
  id: string,
): Promise<string> {
  const known = await findPackage(db, id, 'in');
  if (known) return known.created_at;
  const saved = (await stat(path)).mtime.toISOString();
  const now = clock().toISOString();
  if (saved < at) return at;
  return saved > now ? now : saved;
}

/** What the form says of itself as a package. */
export async function formManifest(
  { db }: Pick<Workspace, 'db'>,
  { cycle }: Assessment,
  { unit, parsed, at }: FilledForm,
  { id, answers }: Pick<PackageManifest, 'id' | 'answers'>,
): Promise<PackageManifest> {
  const system = await packedSystem(db, cycle.systemId);
  return {
    ...{ format: PACKAGE_FORMAT, version: PACKAGE_VERSION, kind: 'self', id, answers },
    ...{ createdAt: at, author: fillerOf({ parsed, unit }), appVersion, note: '自评表' },
    workspace: { id: `form-${answers}`, name: unit.name, formatVersion: FORMAT_VERSION },
    from: { seat: 'unit', unitCode: unit.code, unitName: unit.name, scorer: '' },
    to: OFFICE_SIDE,
    cycle: { uid: cycle.uid, year: cycle.year, name: cycle.name, state: cycle.state },
    system: { uid: system.uid, title: system.title, version: system.version, digest: systemDigest(system) },
    ...{ sequence: 0, files: [], absent: [], key: '', officeKey: '', proof: '' },
  };
}

/** A form that was handed out before the sheet was returned answers the return where it was saved after it. */
export async function roundOf(
  { db }: Pick<Workspace, 'db'>,
  unitId: number,
  base: FormBase,
  at: string,
  { sheet }: ParsedForm,
): Promise<{ readonly round: number; readonly problems: readonly TableProblem[] }> {
  const submission = await findSubmission(db, unitId);
  const [last] = await listReturns(db, unitId);
  if (!last || submission?.state !== 'returned' || base.round >= submission.round) {
    return { round: base.round, problems: [] };
  }
  if (at > last.at) return { round: submission.round, problems: [] };
  const problem: TableProblem = {
    ...{ severity: 'warning', code: 'FORM_BEFORE_RETURN', sheet, cell: '' },
    message: '这张表是退回以前填好的，导入后不算重新提交。',
    remedy: '请重新发一张自评表（上面有退回原因），或请单位按退回意见修改后再交。',
  };
  return { round: base.round, problems: [problem] };
}

/** The unit filled in the form once more since, and that is merged already. @param later  when that one was saved. */
export function olderForm(at: string, later: string, { sheet }: ParsedForm): TableProblem {
  const [saved, other] = [localTime(at), localTime(later)];
  return {
    ...{ severity: 'warning', code: 'FORM_OLDER', sheet, cell: '' },
    message: `这张表是 ${saved} 保存的，同一张自评表后来（${other}）保存的那一份已经导入，分数和说明以那一份为准；这一份只补收材料，不算提交。`,
    remedy: '确实要以这一份为准的，请打开它重新保存一次，再导入。',
  };
}

import { goesToUnits, type PackableKind } from '@shared/exchange/packageWords';
import { parseVolumeSize } from '@shared/exchange/volumeSize';
import type { Request } from '@shared/ipc/contract';

/** What somebody has filled in of a package to be written. */
export interface PackDraft {
  readonly kind: PackableKind;
  readonly unitCodes: readonly string[];
  readonly itemCodes: readonly string[];
  readonly scorer: string;
  readonly note: string;
  readonly passphrase: string;
  readonly again: string;
  /** As typed; '' for one file. */
  readonly volume: string;
  readonly leaveOut: boolean;
  readonly withoutEvidence: boolean;
}

/** Characters of a passphrase at least, as the package is written. */
export const LEAST_PASSPHRASE = 8;

export const emptyDraft = (kind: PackableKind): PackDraft => ({
  ...{ kind, unitCodes: [], itemCodes: [], scorer: '', note: '', passphrase: '', again: '' },
  ...{ volume: '', leaveOut: false, withoutEvidence: false },
});

/** Why it cannot be written yet; '' where it can. */
export function missingOf(draft: PackDraft): string {
  if (goesToUnits(draft.kind) && draft.unitCodes.length === 0) return '请选择单位';
  if (draft.kind === 'assign' && draft.scorer === '') return '请选择评分员';
  if (draft.passphrase !== '' && [...draft.passphrase].length < LEAST_PASSPHRASE) {
    return `口令至少 ${LEAST_PASSPHRASE} 个字符`;
  }
  if (draft.passphrase !== draft.again) return '两次输入的口令不一样';
  if (draft.volume.trim() !== '' && parseVolumeSize(draft.volume) === null) {
    return '每卷大小应写成 20M、700K 这样，至少 64K';
  }
  return '';
}

/** The draft as it is asked for. */
export function requestOf(draft: PackDraft): Request<'exchange:pack'>['request'] {
  const { again: _again, volume, unitCodes, itemCodes, ...rest } = draft;
  const volumeBytes = volume.trim() === '' ? null : parseVolumeSize(volume);
  return { ...rest, unitCodes: [...unitCodes], itemCodes: [...itemCodes], volumeBytes };
}

import { formatPoints } from '@shared/domain/points';
import type { CheckKind } from '@shared/insight/checkKinds';
import type { FindingView } from '@shared/ipc/practice/insight';
import type { FoundRow, StoredCheck } from '../../database/checkRepository';
import type { Assessment } from '../assessment/assessment';

/** A finding before it is known whether somebody looked into it. */
export type Found = Omit<FindingView, 'dismissed'>;

export interface FoundPlace {
  readonly unitId: number;
  /** null: a whole part. */
  readonly itemId: number | null;
  readonly subject?: string;
  readonly state?: string;
  readonly detail: string;
}

/** Puts names to a finding. Places that are not of this cycle are no findings: null. */
export function found(assessment: Assessment, kind: CheckKind, place: FoundPlace): Found | null {
  const unit = assessment.unitById.get(place.unitId);
  const item = place.itemId === null ? null : assessment.itemById.get(place.itemId);
  if (!unit || item === undefined) return null;
  return {
    kind,
    unitId: unit.id,
    unitName: unit.name,
    group: unit.group,
    itemId: item?.id ?? null,
    itemCode: item?.code ?? '',
    itemName: item?.name ?? '',
    detail: place.detail,
    subject: place.subject ?? '',
    state: place.state ?? '',
  };
}

/** What a finding of the database says, in words. */
export function describeFound(kind: StoredCheck, row: FoundRow): string {
  const { a, b, text, more } = row;
  switch (kind) {
    case 'fullWithoutEvidence':
      return `得 ${formatPoints(a)}，满分，没有佐证材料`;
    case 'rejectedEvidenceFullMarks':
      return `${a} 份材料都不采信，得分仍是满分`;
    case 'deductionWithoutReason':
      return `得 ${formatPoints(a)}，分值 ${formatPoints(b)}，少 ${formatPoints(b - a)}`;
    case 'notApplicableWithoutApproval':
      return `${text || '评分人'}标为不适用：${more}`;
    case 'evidenceOutsideYear':
      return `“${text}”形成于 ${more}`;
    case 'officeChangedScore':
      return `“${text}”给 ${formatPoints(a)}，“${more}”改为 ${formatPoints(b)}，理由没有变`;
    case 'spread':
      return `${more} 人评分，最高 ${formatPoints(a)}，最低 ${formatPoints(b)}，相差 ${formatPoints(a - b)}，限度 ${formatPoints(Number(text))}`;
  }
}

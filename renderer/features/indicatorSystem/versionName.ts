import type { SystemSummary } from '@shared/ipc/views';

/** A version as lists show it: title, version and whether it is still a draft. */
export function versionName({ title, version, status }: SystemSummary): string {
  return `${title} ${version}（${status === 'draft' ? '草稿' : '已发布'}）`;
}

import type { SystemSummary } from '@shared/ipc/views';

/** A version as lists show it: title, version and whether it is still a draft. */
export function versionName({ title, version, status }: SystemSummary): string {
  return `${title} ${version}（${status === 'draft' ? '草稿' : '已发布'}）`;
}

/** The next version's name: 2020-ref.1 → 2020-ref.2; without a number at the end one is added. */
export function nextVersion(version: string, taken: readonly string[]): string {
  const match = /^(.*?)(\d+)$/.exec(version);
  const prefix = match?.[1] ?? `${version}.`;
  let number = match ? Number(match[2]) + 1 : 2;
  while (taken.includes(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

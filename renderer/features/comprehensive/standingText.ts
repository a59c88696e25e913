/** A place in the group as people say it. */
export function rankText(rank: number | null): string {
  return rank === null ? '不排名' : `第${rank}名`;
}

/** A grade as people say it: without one the office decides. */
export function gradeText(grade: string | null): string {
  return grade ?? '单独评定';
}

/** Before → after; one of them where nothing changed. */
export function beforeAfter(before: string, after: string): string {
  return before === after ? before : `${before} → ${after}`;
}

/** 1a2b3c4d…: enough of a digest to hold two beside each other. */
export function shortDigest(digest: string): string {
  return `${digest.slice(0, 8)}…`;
}

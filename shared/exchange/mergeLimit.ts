/** Percent of what stands a package may lower or empty before somebody is asked, where the year has no other. */
export const DEFAULT_MERGE_LIMIT = 20;

/** Highest that can be set: what takes away half of a unit's work is never merged without a question. */
export const MOST_MERGE_LIMIT = 50;

/** Below this many cells nobody is asked. */
export const LEAST_LOWERED = 5;

/** Whole percents as a person types them, with or without the sign; null for what is none or out of range. */
export function parseMergeLimit(text: string): number | null {
  const digits = /^(\d{1,3})\s*[%％]?$/.exec(text.trim().normalize('NFKC'))?.[1];
  const percent = digits === undefined ? null : Number(digits);
  return percent !== null && percent <= MOST_MERGE_LIMIT ? percent : null;
}

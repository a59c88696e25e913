import { z } from 'zod';
import type { ScoringItem } from '../domain/indicatorSystem';
import { ruleSchema, settingsSchema } from '../ipc/domainSchemas';

/*
 * Wider than what a form takes: a table that was imported may say more in one place than anybody would type there.
 */
const text = z.string().max(20_000);
const name = z.string().max(2000);
const uid = z.string().min(1).max(100);

const item: z.ZodType<ScoringItem & { readonly uid: string }> = z.strictObject({
  uid,
  code: z.string().min(1).max(100),
  section: z.enum(['base', 'bonus', 'deduction', 'veto']),
  level1Code: name,
  level1Name: name,
  level2Code: name,
  level2Name: name,
  name,
  requirement: text,
  points: z.number().int().nonnegative().max(1_000_000),
  rules: z.array(ruleSchema).max(100),
  standard: text,
  evidence: z.array(text).max(1000),
  groups: z.array(name).max(1000),
  unitTags: z.array(name).max(1000),
  leadScorer: name,
  basis: z.array(z.strictObject({ source: name, text })).max(1000),
});

/** The indicator system of a package, whole: its one line of `data/system.jsonl`. Points are hundredths. */
export const systemRow = z.strictObject({
  uid,
  /** The same through all versions of one system. */
  key: uid,
  title: name,
  version: name,
  year: z.number().int().min(1990).max(2200),
  official: z.boolean(),
  /** Where it comes from; to be shown wherever it is named when it is not official. */
  note: text,
  settings: settingsSchema,
  /** In table order. */
  items: z.array(item).max(10_000),
});

export type SystemRow = z.infer<typeof systemRow>;

/**
 * What two machines must agree on to speak of the same items, as one text whatever the order of its keys: everything but
 * the uids.
 */
export function systemText({ uid: _uid, items, ...head }: SystemRow): string {
  return canonical({ ...head, items: items.map(({ uid: _itemUid, ...each }) => each) });
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join()}}`;
}

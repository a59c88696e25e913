import { z } from 'zod';

/**
 * What a scorer was handed: these units on these items, as far as they apply. In the ledger's summary of every 评分包, so
 * that what comes back is held against it, and gaps and overlaps can be shown.
 */
const handedOutSchema = z.object({
  scorer: z.object({ uid: z.string(), name: z.string() }),
  unitCodes: z.array(z.string()),
  itemCodes: z.array(z.string()),
  /** Every item the scorer had then, handed out or not. */
  duties: z.array(z.string()).optional(),
});

export type HandedOut = z.infer<typeof handedOutSchema>;

const summarySchema = z.object({ handedOut: handedOutSchema });

/** What a package of the ledger handed out; undefined for one that handed out nothing. @param summary JSON of the ledger. */
export function handedOutOf(summary: string): HandedOut | undefined {
  return summarySchema.safeParse(JSON.parse(summary)).data?.handedOut;
}

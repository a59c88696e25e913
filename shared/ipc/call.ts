import { z } from 'zod';

/** One call: what may be asked, checked at run time; what is answered, checked by the compiler. */
export interface Call<Q extends z.ZodType, R> {
  readonly request: Q;
  /** Only the type is used. */
  readonly response?: R;
}

/** Declares a call: `call<Answer>()(requestSchema)`. */
export function call<R>() {
  return <Q extends z.ZodType>(request: Q): Call<Q, R> => ({ request });
}

/** What requests are made of; everything that comes from a renderer is bounded. */
export const id = z.number().int().positive();
export const shortText = z.string().max(500);
export const longText = z.string().max(20_000);
export const token = z.string().min(1).max(100);
/** ISO date, or '' for none. */
export const dateText = z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/);
export const none = z.object({}).strict();

/** ScoreEntry as it may come from a renderer: bounded, otherwise as typed. */
export const entrySchema = z
  .object({
    inputs: z.array(z.record(z.string().max(60), z.string().max(2_000))).max(20),
    points: z.string().max(60),
    notApplicable: z.boolean(),
    reason: longText,
  })
  .strict();

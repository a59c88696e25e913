import { z } from 'zod';
import type { StoredPackage } from '../../../database/exchangeRepository';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const formSummary = z.object({
  form: z.object({
    round: z.number().int().positive(),
    heads: z.record(z.string(), z.array(sha256).min(1)),
  }),
});

/** What the office had when it handed a form out: what is filled in is written upon that. */
export interface FormBase {
  /** Which handing in of the unit it is for. */
  readonly round: number;
  /** Heads by cell; cells without any are left out. */
  readonly heads: Readonly<Record<string, readonly string[]>>;
}

/** The base a form was handed out upon, from its line of the ledger; undefined for a package that is no form. */
export function formBaseOf({ summary }: Pick<StoredPackage, 'summary'>): FormBase | undefined {
  return formSummary.safeParse(JSON.parse(summary)).data?.form;
}

import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ExchangeSumTable } from './exchangeSchema';
import type { Schema } from './schema';

/** What a sum is kept of. */
export type Summed = Exclude<keyof ExchangeSumTable, 'id'>;

const ZERO = '0'.repeat(64);
const WHOLE = 1n << 256n;

/**
 * A sum over lines in any order: the hashes of all of them added up. A line more, a line less or another one makes it
 * another sum, and what is added or taken away changes it without reading the rest.
 */
export class LineSum {
  #sum: bigint;

  constructor(hex: string = ZERO) {
    this.#sum = BigInt(`0x${hex}`);
  }

  add(line: string): void {
    this.#sum = (this.#sum + hashOf(line)) % WHOLE;
  }

  take(line: string): void {
    this.#sum = (this.#sum - hashOf(line) + WHOLE) % WHOLE;
  }

  get hex(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}

const hashOf = (line: string): bigint => BigInt(`0x${hash('sha256', line)}`);

/** The sum that is kept; of nothing before the first line. */
export async function readSum(db: Kysely<Schema>, of: Summed): Promise<string> {
  const row = await db.selectFrom('exchange_sum').selectAll().executeTakeFirst();
  return row?.[of] ?? ZERO;
}

/** Adds lines to a sum and takes others away. */
export async function changeSum(
  trx: Kysely<Schema>,
  of: Summed,
  added: readonly string[],
  taken: readonly string[] = [],
): Promise<void> {
  if (added.length === 0 && taken.length === 0) return;
  const sum = new LineSum(await readSum(trx, of));
  for (const line of taken) sum.take(line);
  for (const line of added) sum.add(line);
  const empty = { id: 1, versions: ZERO, heads: ZERO, changes: ZERO };
  await trx
    .insertInto('exchange_sum')
    .values({ ...empty, [of]: sum.hex })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ [of]: sum.hex }))
    .execute();
}

/** A head as its sum has it. */
export const headLine = (cell: string, version: string): string => JSON.stringify([cell, version]);

/** A change of a merge as its sum has it. */
export function changeLine(
  packageId: number,
  change: Readonly<Record<'cell' | 'outcome' | 'before' | 'after', string>>,
): string {
  return JSON.stringify([packageId, change.cell, change.outcome, change.before, change.after]);
}

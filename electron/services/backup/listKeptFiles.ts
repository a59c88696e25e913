import { sql, type Kysely } from 'kysely';
import type { Schema } from '../../database/schema';

/** A file of the store that something refers to. */
export interface KeptFile {
  readonly sha256: string;
  readonly size: number;
  /** One of the names it goes by. */
  readonly name: string;
}

/** Every file of the store that evidence or a problem refers to, once, by hash. */
export async function listKeptFiles(db: Kysely<Schema>): Promise<readonly KeptFile[]> {
  const known = await sql<KeptFile>`
    SELECT f.sha256, f.size, min(e.name) AS name FROM evidence_file f
    JOIN (SELECT sha256, name FROM evidence UNION ALL SELECT sha256, name FROM problem_file) e
      ON e.sha256 = f.sha256
    GROUP BY f.sha256 ORDER BY f.sha256`.execute(db);
  return known.rows;
}

import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { checkScheme } from '@shared/scoring/scheme';
import { listCycles } from '../../database/resultRepository';
import { listSchemeViews } from '../../database/schemeRepository';
import type { Schema } from '../../database/schema';

/** The law share and the sum of every active scheme of every year, checked again by the domain rule (practice page §9). */
export async function verifySchemes(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const { id } of await listCycles(db)) findings.push(...(await verifySchemesOf(db, id)));
  return findings;
}

async function verifySchemesOf(db: Kysely<Schema>, cycleId: number): Promise<VerifyFinding[]> {
  const schemes = await listSchemeViews(db, cycleId);
  return schemes.flatMap((scheme) =>
    checkScheme(scheme.components).problems.map((problem) => ({
      kind: 'scheme' as const,
      message: problem.message,
      place: scheme.group,
    })),
  );
}

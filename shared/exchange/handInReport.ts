import { z } from 'zod';
import type { PreflightReport } from '../year/preflight';

const count = z.number().int().min(0).max(1_000_000);

/**
 * What the check before handing in found, as it travels: items by code only, because ids mean nothing on another
 * machine.
 */
export const handInReport = z.strictObject({
  items: count,
  filled: count,
  /** Hundredths. */
  selfTotal: z.number().int().min(-100_000_000).max(100_000_000),
  files: count,
  findings: z
    .array(
      z.strictObject({
        kind: z.enum([
          'noSelfScore',
          'wrongSelfScore',
          'noStatement',
          'noEvidence',
          'oversizeFile',
          'nothingToFill',
        ]),
        severity: z.enum(['blocks', 'warning']),
        code: z.string().max(100),
        name: z.string().max(500),
        text: z.string().max(20_000),
      }),
    )
    .max(20_000),
});

export type HandInReport = z.infer<typeof handInReport>;

/** A report for a package. */
export function packedReport({ findings, ...report }: PreflightReport): HandInReport {
  return { ...report, findings: findings.map(({ itemId: _itemId, ...finding }) => finding) };
}

/** A report that came in a package, with the items of this workspace. @param itemId  by code; undefined for none. */
export function unpackedReport(
  { findings, ...report }: HandInReport,
  itemId: (code: string) => number | undefined,
): PreflightReport {
  return {
    ...report,
    findings: findings.map((finding) => ({ ...finding, itemId: itemId(finding.code) ?? null })),
  };
}

import { parsePoints, type Points } from '../domain/points';
import type { ReviewTemplate } from './reviewTemplate';

interface TemplateFile {
  readonly schemaVersion: number;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly official: boolean;
  readonly source: string;
  readonly gates: readonly { readonly code: string; readonly text: string; readonly basis: string }[];
  readonly deductions: readonly {
    readonly code: string;
    readonly stage: string;
    readonly text: string;
    /** Points as people write them: 0.5. */
    readonly points: number;
    readonly maxPoints: number;
    readonly basis: string;
  }[];
}

/** A shipped review standard (resources/review-templates). @throws {Error} where the file is not of its shape: a defect. */
export function readTemplateFile(json: unknown): ReviewTemplate {
  const file = json as TemplateFile;
  if (file.schemaVersion !== 1) throw new Error(`review template of version ${file.schemaVersion}`);
  const { type, name, version, official, source, gates } = file;
  return {
    ...{ type, name, version, official, source, gates },
    deductions: file.deductions.map((entry) => ({
      ...entry,
      points: hundredths(entry.points),
      maxPoints: hundredths(entry.maxPoints),
    })),
  };
}

function hundredths(value: number): Points {
  const points = parsePoints(String(value));
  if (points === null) throw new Error(`${value} are no points`);
  return points;
}

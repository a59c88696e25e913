import type { ScoringItem } from '../domain/indicatorSystem';
import { parsePoints, type Points } from '../domain/points';

/** One item of a unit's own sheet, as the check before handing in sees it. */
export interface PreflightLine {
  readonly item: Pick<ScoringItem, 'code' | 'name' | 'section' | 'points' | 'evidence'> & {
    readonly id: number;
  };
  /** As typed. */
  readonly points: string;
  readonly statement: string;
  readonly files: number;
  /** 缺项 was asked for or granted: nothing has to be filled in. */
  readonly notApplicable: boolean;
}

export type PreflightKind =
  'noSelfScore' | 'wrongSelfScore' | 'noStatement' | 'noEvidence' | 'oversizeFile' | 'nothingToFill';

export interface PreflightFinding {
  readonly kind: PreflightKind;
  readonly severity: 'blocks' | 'warning';
  /** null: about the whole sheet. */
  readonly itemId: number | null;
  readonly code: string;
  readonly name: string;
  readonly text: string;
}

/** What the check found; it is kept with the submission. */
export interface PreflightReport {
  /** Base items that have to be filled in. */
  readonly items: number;
  readonly filled: number;
  /** Σ of the self scores that are right, hundredths. */
  readonly selfTotal: Points;
  readonly files: number;
  readonly findings: readonly PreflightFinding[];
}

export interface SheetFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * What stands between a unit's sheet and handing it in. Without a self score, or with a wrong one, it is not handed in;
 * a missing statement or piece of evidence is a warning, because it may lie there on paper. peers.md 1.3.
 *
 * @param lines  the unit's items in table order; bonus, deduction and veto items may stay empty.
 * @param limit  most bytes of one file.
 */
export function checkSheet(
  lines: readonly PreflightLine[],
  files: readonly SheetFile[],
  limit: number,
): PreflightReport {
  const base = lines.filter(({ item, notApplicable }) => item.section === 'base' && !notApplicable);
  const findings = [
    ...(base.length === 0 ? [NOTHING_TO_FILL] : []),
    ...lines.flatMap((line) => (line.notApplicable ? [] : findingsOf(line))),
    ...files.filter(({ size }) => size > limit).map((file) => oversize(file, limit)),
  ];
  return {
    items: base.length,
    filled: base.filter(({ points }) => points.trim() !== '').length,
    selfTotal: base.reduce((sum, line) => sum + (wrongPoints(line) === '' ? pointsOf(line) : 0), 0),
    files: files.length,
    findings: [...findings.filter(isBlocking), ...findings.filter((finding) => !isBlocking(finding))],
  };
}

/** Whether it keeps the sheet from being handed in. */
export const isBlocking = ({ severity }: PreflightFinding): boolean => severity === 'blocks';

/** What is wrong with a self score, with the allowed range; '' where nothing is, or nothing was typed. */
export function wrongPoints({
  item,
  points,
}: Pick<PreflightLine, 'points'> & {
  readonly item: Pick<ScoringItem, 'section' | 'points'>;
}): string {
  if (points.trim() === '') return '';
  const read = parsePoints(points);
  const isBase = item.section === 'base';
  const range = isBase ? `应为0至${item.points / 100}，最多两位小数` : '应为0或正数，最多两位小数';
  if (read === null) return `自评分“${points}”不是有效的分数，${range}`;
  return isBase && read > item.points ? `自评分${points}超过分值，${range}` : '';
}

const pointsOf = ({ points }: PreflightLine): Points =>
  points.trim() === '' ? 0 : (parsePoints(points) ?? 0);

function findingsOf(line: PreflightLine): PreflightFinding[] {
  const { item, points, statement, files } = line;
  const isBase = item.section === 'base';
  const typed = points.trim() !== '';
  const findings: PreflightFinding[] = [];
  const wrong = wrongPoints(line);
  if (isBase && !typed) findings.push(about(line, 'noSelfScore', 'blocks', '没有填自评分'));
  if (wrong !== '') findings.push(about(line, 'wrongSelfScore', 'blocks', wrong));
  if (typed && statement.trim() === '') {
    const lost = isBase && wrong === '' && pointsOf(line) < item.points;
    const text = lost ? '自评扣了分，没有写扣分理由' : '没有填自评说明';
    findings.push(about(line, 'noStatement', 'warning', text));
  }
  if (typed && item.evidence.length > 0 && files === 0 && pointsOf(line) > 0) {
    findings.push(about(line, 'noEvidence', 'warning', `没有佐证材料，应有：${item.evidence.join('、')}`));
  }
  return findings;
}

function about(
  { item }: PreflightLine,
  kind: PreflightKind,
  severity: PreflightFinding['severity'],
  text: string,
): PreflightFinding {
  return { kind, severity, itemId: item.id, code: item.code, name: item.name, text };
}

const NOTHING_TO_FILL: PreflightFinding = {
  kind: 'nothingToFill',
  severity: 'blocks',
  itemId: null,
  code: '',
  name: '',
  text: '这个单位没有需要自评的基本指标',
};

function oversize({ name, size }: SheetFile, limit: number): PreflightFinding {
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`;
  return {
    kind: 'oversizeFile',
    severity: 'warning',
    itemId: null,
    code: '',
    name,
    text: `文件“${name}”有 ${megabytes(size)}，超过 ${megabytes(limit)}`,
  };
}

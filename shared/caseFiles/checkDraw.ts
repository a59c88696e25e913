import { caseKey, hashList, plainText, type CaseList, type Digest, type ListedCase } from './caseList';
import { DRAW_ALGORITHM, drawCases, type DrawPlan } from './draw';

/** What the printed record of a draw says. */
export interface DrawRecord {
  readonly algorithm: string;
  readonly seed: string;
  readonly listSha256: string;
  readonly plan: DrawPlan;
  /** Drawn files and spares with their place; hand picks are no part of the draw. */
  readonly picks: readonly (Pick<ListedCase, 'unitCode' | 'type' | 'number'> & {
    readonly place: number;
    readonly origin: 'drawn' | 'spare';
  })[];
}

export interface DrawCheck {
  readonly ok: boolean;
  /** Hash of the list as it is now. */
  readonly listSha256: string;
  /** What does not agree, in words. */
  readonly problems: readonly string[];
}

const ORIGINS = { drawn: '抽中', spare: '备选' } as const;

/**
 * Repeats a draw from its record: same list, same seed, same plan must give the same files in the same order. Practice
 * page §10.
 */
export function checkDraw(record: DrawRecord, list: CaseList, digest: Digest): DrawCheck {
  const listSha256 = hashList(list, digest);
  const problems: string[] = [];
  if (record.algorithm !== DRAW_ALGORITHM) {
    problems.push(`记录的抽取方法是“${record.algorithm}”，本版本只能核对“${DRAW_ALGORITHM}”。`);
  }
  if (plainText(record.listSha256).toLowerCase() !== listSha256) {
    problems.push(
      `案卷目录和抽取时不同：记录的目录指纹是 ${record.listSha256}，现在的目录算出来是 ${listSha256}。`,
    );
  }
  const differences = comparePicks(record, list, digest);
  if (differences.length > 0) {
    problems.push(
      `按记录的种子“${record.seed}”重新抽取，和记录的抽取结果有 ${differences.length} 处不同：种子、份数或者抽取结果被改动过。`,
      ...differences.slice(0, 20),
    );
  }
  return { ok: problems.length === 0, listSha256, problems };
}

function comparePicks(record: DrawRecord, list: CaseList, digest: Digest): string[] {
  const expected = new Map(
    // With the hash of the record, so that a changed list and a changed seed are told apart.
    drawCases({ ...record, list }, digest).map((drawn) => [
      caseKey(drawn.file),
      `${ORIGINS[drawn.origin]}第 ${drawn.place} 位`,
    ]),
  );
  const differences: string[] = [];
  for (const pick of record.picks) {
    const key = caseKey(pick);
    const said = `${ORIGINS[pick.origin]}第 ${pick.place} 位`;
    const now = expected.get(key);
    expected.delete(key);
    if (now === undefined) differences.push(`${nameOf(key)}：记录为${said}，重新抽取没有抽到。`);
    else if (now !== said) differences.push(`${nameOf(key)}：记录为${said}，重新抽取是${now}。`);
  }
  for (const [key, now] of expected) differences.push(`${nameOf(key)}：重新抽取是${now}，记录里没有。`);
  return differences;
}

const nameOf = (key: string): string => key.split('\n').join(' · ');

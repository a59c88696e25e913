import {
  caseKey,
  compareCodeUnits,
  hashList,
  plainText,
  type CaseList,
  type Digest,
  type ListedCase,
} from './caseList';

/** Name of the method, printed with each draw; another way of drawing gets another name. */
export const DRAW_ALGORITHM = 'FAHENG-DRAW-1 (SHA-256)';

/** How many files are drawn of each unit and type. */
export interface DrawPlan {
  readonly quota: number;
  /** Spare picks of each unit and type, for files that are secret or before a court. */
  readonly spares: number;
  /** Quotas of single types in place of the usual one. */
  readonly byType: Readonly<Record<string, number>>;
}

export const DEFAULT_PLAN: DrawPlan = { quota: 2, spares: 1, byType: {} };

/** A file that was drawn, with what decided it. */
export interface DrawnCase<F extends ListedCase = ListedCase> {
  readonly file: F;
  /** 单位编码 and 类别: what was drawn from. */
  readonly stratum: string;
  /** From 1, drawn ones first, then spares. */
  readonly place: number;
  readonly origin: 'drawn' | 'spare';
  /** The SHA-256 it was ordered by. */
  readonly key: string;
}

export interface DrawInput<F extends ListedCase = ListedCase> {
  readonly seed: string;
  readonly list: CaseList<F>;
  readonly plan: DrawPlan;
  /** Hash the keys are made with, where it is known; left out: that of the list. */
  readonly listSha256?: string;
}

/** The steps in words, printed on the record so that anyone can repeat the draw by hand or with a script. */
export const DRAW_STEPS: readonly string[] = [
  '一、规范文本：每个案卷一行，依次为单位编码、类别、案号、案由（事项）、当事人、程序、办结日期、承办人、罚款，用制表符（U+0009）分隔；零报告一行为单位编码、类别、“无”。各项做 NFC 规范化，全角符号改为半角，去掉空白。各行按 UTF-16 编码值由小到大排序，用换行符（U+000A）连接，末尾没有换行。',
  '二、目录指纹：规范文本（UTF-8 编码）的 SHA-256，写成 64 位小写十六进制。',
  '三、抽取键：每个案卷把种子、目录指纹、单位编码、类别、案号依次各写一行，用换行符（U+000A）连接，末尾没有换行，取 SHA-256；种子去掉首尾空白，其余同第一步。',
  '四、分层：同一单位、同一类别为一层；应抽数取每层份数和该层案卷数中较小的一个。',
  '五、按程序分配：层内按程序（普通、简易等）分组，每组得“应抽数×组内案卷数÷层内案卷数”的整数部分，余下的名额依次给余数最大的组；余数相同的，先给案卷多的组，再按程序名称的编码值。',
  '六、每组按抽取键由小到大取前若干份；全层抽中的再按抽取键由小到大排定顺序。',
  '七、备选：层内其余案卷按抽取键由小到大取前若干份。抽中的案卷涉密或者在诉不能评查的，写明理由，按顺序用备选替换。',
];

/** The key a file is ordered by: SHA-256 over seed, hash of the list, and what tells the file from all others. */
export function drawKey(seed: string, listSha256: string, file: ListedCase, digest: Digest): string {
  return digest([seed.trim(), listSha256, caseKey(file)].join('\n'));
}

/** 单位编码 and 类别 as one text. */
export function stratumOf({ unitCode, type }: Pick<ListedCase, 'unitCode' | 'type'>): string {
  return `${plainText(unitCode)}/${plainText(type)}`;
}

/**
 * Draws files by unit and type. Practice page §10 ("Sampling to build"). The same seed, list and plan give the same draw
 * on any machine, whatever the order of the list; the steps are those of `DRAW_STEPS`:
 *
 * 1. the list's hash is SHA-256 of its canonical text (`canonicalList`);
 * 2. each file's key is SHA-256 of seed, hash, unit code, type and number, joined by line feeds;
 * 3. a stratum is the files of one unit and type; n = min(quota of the type, files of the stratum);
 * 4. n is spread over the procedures of the stratum by largest remainder (ties: more files, then code units);
 * 5. of each procedure the files with the smallest keys are drawn; all drawn ones stand in the order of their keys;
 * 6. spares are the files with the smallest keys of the rest of the stratum.
 *
 * @returns drawn files and spares, strata in the order of unit code and type.
 */
export function drawCases<F extends ListedCase>(
  { seed, list, plan, listSha256: known }: DrawInput<F>,
  digest: Digest,
): DrawnCase<F>[] {
  const listSha256 = known ?? hashList(list, digest);
  const strata = new Map<string, { file: F; key: string }[]>();
  for (const file of list.files) {
    const candidate = { file, key: drawKey(seed, listSha256, file, digest) };
    const stratum = strata.get(stratumOf(file));
    if (stratum) stratum.push(candidate);
    else strata.set(stratumOf(file), [candidate]);
  }
  return [...strata]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .flatMap(([stratum, candidates]) => drawStratum(stratum, candidates, plan));
}

interface Candidate<F> {
  readonly file: F;
  readonly key: string;
}

function drawStratum<F extends ListedCase>(
  stratum: string,
  candidates: readonly Candidate<F>[],
  plan: DrawPlan,
): DrawnCase<F>[] {
  const inOrder = [...candidates].sort((a, b) => compareCodeUnits(a.key, b.key));
  const quota = quotaOf(plan, inOrder[0]?.file.type ?? '');
  const seats = spreadOverProcedures(
    inOrder.map(({ file }) => plainText(file.procedure)),
    Math.min(quota, inOrder.length),
  );
  const drawn: Candidate<F>[] = [];
  const rest: Candidate<F>[] = [];
  for (const candidate of inOrder) {
    const procedure = plainText(candidate.file.procedure);
    const left = seats.get(procedure) ?? 0;
    if (left > 0) {
      seats.set(procedure, left - 1);
      drawn.push(candidate);
    } else rest.push(candidate);
  }
  const spares = quota === 0 ? [] : rest.slice(0, plan.spares);
  return [
    ...drawn.map((candidate) => ({ ...candidate, origin: 'drawn' as const })),
    ...spares.map((candidate) => ({ ...candidate, origin: 'spare' as const })),
  ].map((candidate, index) => ({ ...candidate, stratum, place: index + 1 }));
}

/** How many of a type are drawn in each unit. */
export function quotaOf(plan: DrawPlan, type: string): number {
  return plan.byType[type] ?? plan.quota;
}

/**
 * Shares seats out over procedures in proportion to their files, by largest remainder, on whole numbers.
 *
 * @param procedures one entry for each file.
 * @param seats at most as many as there are files.
 */
export function spreadOverProcedures(procedures: readonly string[], seats: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const procedure of procedures) counts.set(procedure, (counts.get(procedure) ?? 0) + 1);
  const total = procedures.length;
  const shares = [...counts].map(([procedure, files]) => ({
    procedure,
    files,
    whole: total === 0 ? 0 : Math.floor((seats * files) / total),
    remainder: total === 0 ? 0 : (seats * files) % total,
  }));
  let left = seats - shares.reduce((sum, { whole }) => sum + whole, 0);
  shares.sort(
    (a, b) => b.remainder - a.remainder || b.files - a.files || compareCodeUnits(a.procedure, b.procedure),
  );
  return new Map(
    shares.map(({ procedure, whole }) => {
      const extra = left > 0 ? 1 : 0;
      left -= extra;
      return [procedure, whole + extra];
    }),
  );
}

/** Characters a password needs at least. */
export const PASSWORD_MIN_LENGTH = 8;

/** More is refused: hashing is meant to be dear, and nobody types that much. */
export const PASSWORD_MAX_LENGTH = 128;

/** What everybody tries first. Compared in lower case. */
const COMMON: ReadonlySet<string> = new Set([
  'password',
  'passw0rd',
  'p@ssw0rd',
  'password1',
  'password123',
  'admin123',
  'admin888',
  'admin1234',
  'administrator',
  'abc12345',
  'abcd1234',
  'a1234567',
  'a12345678',
  'a123456789',
  'aa123456',
  'aa12345678',
  'asdfghjkl',
  'asdf1234',
  'iloveyou',
  'woaini1314',
  'woaini520',
  '1qaz2wsx',
  '1q2w3e4r',
  '1q2w3e4r5t',
  'qazwsxedc',
  'qwertyui',
  'qwertyuiop',
  'qwer1234',
  'qwe12345',
  '52013140',
  '5201314520',
  '147258369',
  '123123123',
  '12341234',
  '11223344',
  '88886666',
  '66668888',
  'zxcvbnm123',
  'fazhi123',
  'faheng123',
  'kaoping123',
]);

/**
 * What is wrong with a password somebody chose, in Chinese; null where nothing is. Length counts, not a mixture of
 * signs: rules about signs only make people write passwords down.
 *
 * @param names the person's name and other words that are no secret.
 */
export function passwordProblem(password: string, names: readonly string[] = []): string | null {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  if (length < PASSWORD_MIN_LENGTH) return `至少 ${PASSWORD_MIN_LENGTH} 位，现在 ${length} 位`;
  if (length > PASSWORD_MAX_LENGTH) return `最多 ${PASSWORD_MAX_LENGTH} 位`;
  const folded = text.toLowerCase();
  if (COMMON.has(folded)) return '太常见，一猜就中';
  if (new Set(folded).size <= 2) return '太简单，只有一两个字符重复';
  if (isRun(folded)) return '太简单，是连续的字符';
  if (names.some((name) => name !== '' && folded.includes(name.normalize('NFKC').toLowerCase()))) {
    return '不能包含自己的姓名';
  }
  return null;
}

/** 12345678, 87654321, abcdefgh. */
function isRun(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  // From 9 the digits go on with 0: 67890123 is a run too.
  const follows = (one: number, next: number): boolean =>
    next - one === step || (step === 1 && one === 0x39 && next === 0x30);
  return Math.abs(step) === 1 && codes.every((code, at) => at === 0 || follows(codes[at - 1] ?? 0, code));
}

/** Failures without any wait: a slip of the finger costs nothing. */
const FREE_FAILURES = 2;
const DELAYS = [5, 15, 60, 300] as const;
const LONGEST_DELAY = 900;

/** Seconds until the next try after so many failures in a row. Grows, so that guessing does not pay; ends at 15 minutes, so that nobody is locked out for good. */
export function signInDelay(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return DELAYS[failures - FREE_FAILURES - 1] ?? LONGEST_DELAY;
}

/** Minutes without a touch after which the window locks; the office may change it, 0 never. */
export const LOCK_AFTER_MINUTES = 15;
export const LONGEST_LOCK_AFTER_MINUTES = 480;

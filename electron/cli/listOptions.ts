import { Option } from 'commander';

/** An option that takes several values: `--unit A01 A02`, or repeated. Commander sees the dots only after Latin letters. */
export function listOption(flags: string, description: string): Option {
  const option = new Option(flags, description);
  option.variadic = true;
  return option;
}

/** An option for `名称=值` that may be repeated; see `spreadPairs`. */
export function pairOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((pair: string, before: string[] | undefined) => [
    ...(before ?? []),
    pair,
  ]);
}

const PAIR_OPTIONS = new Set(['--map', '--input', '--component', '--take']);

/**
 * `--map a=b c=d FILE` → `--map a=b --map c=d FILE`: only what is a pair belongs to the option, so that a file named
 * after it stays an argument.
 */
export function spreadPairs(argv: readonly string[]): string[] {
  const spread: string[] = [];
  let option = '';
  for (const [index, word] of argv.entries()) {
    const follows =
      option !== '' && argv[index - 1] !== option && /[=＝]/.test(word) && !word.startsWith('-');
    if (follows) spread.push(option);
    else if (PAIR_OPTIONS.has(word)) option = word;
    else if (argv[index - 1] !== option) option = '';
    spread.push(word);
  }
  return spread;
}

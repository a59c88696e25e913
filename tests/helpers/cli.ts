import { runCli } from '@electron/cli/runCli';
import { Output } from '@electron/cli/output';

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Code of the first line of stderr; '' where there is none. */
  readonly error: string;
}

/** Runs the command line in this process. */
export async function cli(...argv: readonly string[]): Promise<CliRun> {
  const said = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({
    write(text: string, done: () => void): boolean {
      said[name] += text;
      done();
      return true;
    },
  });
  const code = await runCli(argv, new Output(sink('out'), sink('err')));
  return { code, ...said, error: /^错误代码: (\S+)/m.exec(said.err)?.[1] ?? '' };
}

/** The same with --json, its result parsed. @throws if the command failed. */
export async function cliJson<T>(...argv: readonly string[]): Promise<T> {
  const { code, out, err } = await cli(...argv, '--json');
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as T;
}

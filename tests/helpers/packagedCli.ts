import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { cli, type CliRun } from './cli';

/** The packaged program, named by the test run once it has made one. */
const PACKAGED = process.env['FAHENG_PACKAGED_APP'];

/**
 * Runs the command line as people do who have only the packaged program: `faheng cli …`, a process for each command. Where
 * there is no package the command runs in this process.
 */
export async function packagedCli(...argv: readonly string[]): Promise<CliRun> {
  if (!PACKAGED) return cli(...argv);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const program = spawn(PACKAGED, [...sandbox, 'cli', ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const ended = new Promise<number>((resolve, reject) => {
    program.once('error', reject);
    program.once('close', (code) => resolve(code ?? -1));
  });
  const [code, out, err] = await Promise.all([ended, text(program.stdout), text(program.stderr)]);
  return { code, out, err, error: /^错误代码: (\S+)/m.exec(err)?.[1] ?? '' };
}

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const NOT_RUN = 'python3-openpyxl 不在本机：下列检查没有运行：由别的程序写出、填写和读取表格。';

/** The Python that has openpyxl: Debian installs it for the system's own, which need not be the first in the path. */
export function findOpenpyxl(): string | null {
  for (const python of ['/usr/bin/python3', 'python3', 'python']) {
    if (spawnSync(python, ['-c', 'import openpyxl'], { timeout: 60_000 }).status === 0) return python;
  }
  console.warn(NOT_RUN);
  return null;
}

/** Runs one of the scripts beside this file. @returns what it printed. @throws with what it said where it fails. */
export function runForeign(python: string, script: string, parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(python, [resolve(__dirname, script), ...parameters], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr}`);
  return stdout;
}

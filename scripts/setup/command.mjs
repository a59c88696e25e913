import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Finished
 * @property {number} code   exit code; 128 + signal number where a signal ended it; 127 where it did not start
 * @property {string} stdout empty unless captured
 * @property {string} stderr empty unless captured
 */

/**
 * Command line that runs npm. Under `npm run …` it is the very npm that started us, run by this very
 * Node; else the one on the PATH (a .cmd file on Windows, which only a shell can start).
 * @param {readonly string[]} args
 */
export function npmCommand(args) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli))
    return { file: process.execPath, args: [cli, ...args], shell: false };
  const windows = process.platform === 'win32';
  return { file: windows ? 'npm.cmd' : 'npm', args: [...args], shell: windows };
}

/**
 * Runs a command to its end and gives its output back. Never throws.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, shell?: boolean }} [options]
 * @returns {Finished}
 */
export function capture(file, args, options = {}) {
  const done = spawnSync(file, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    timeout: options.timeoutMs,
    shell: options.shell ?? false,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    windowsHide: true,
  });
  return {
    code: done.status ?? (done.error ? 127 : signalCode(done.signal)),
    stdout: done.stdout ?? '',
    stderr: done.stderr || (done.error ? done.error.message : ''),
  };
}

/**
 * Runs a command whose output goes where ours goes, and waits for its end. Signals that reach us are
 * handed on, so Ctrl+C and a supervisor's SIGTERM end the child and not only us.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, stdoutToStderr?: boolean }} [options]
 * @returns {Promise<number>} exit code; 127 where the command could not be started
 */
export function run(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ['inherit', options.stdoutToStderr ? 2 : 'inherit', 'inherit'],
    });
    /** @type {readonly NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const handOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, handOn);
    const finish = (/** @type {number} */ code) => {
      for (const signal of signals) process.off(signal, handOn);
      resolve(code);
    };
    child.on('error', (cause) => {
      process.stderr.write(`${file}: ${cause.message}\n`);
      finish(127);
    });
    child.on('exit', (code, signal) => finish(code ?? signalCode(signal)));
  });
}

/**
 * Runs a long command without showing its output; gives the output back when it has ended.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} output: stdout and stderr as they came
 */
export function runQuietly(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (cause) => resolve({ code: 127, output: cause.message }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? signalCode(signal), output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

/**
 * Full path of a program on the PATH, or null.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findProgram(name, env = process.env) {
  const endings = process.platform === 'win32' ? (env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  for (const folder of (env.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (isExecutable(file)) return file;
    }
  }
  return null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @param {NodeJS.Signals | null} signal */
function signalCode(signal) {
  return signal ? 128 + (os.constants.signals[signal] ?? 0) : 1;
}

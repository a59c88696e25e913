import { join } from 'node:path';
import { expect } from 'vitest';
import type { CliRun } from '../../helpers/cli';
import { packagedCli } from '../../helpers/packagedCli';

/** What merging a package came to, of what the tests look at. */
export interface Merged {
  readonly already: boolean;
  readonly counts: Readonly<Record<'new' | 'changed' | 'conflict' | 'same' | 'refused', number>>;
}

/** One machine: a workspace of its own, and people who only reach others by packages. */
export class Seat {
  readonly folder: string;

  constructor(
    /** Where packages are laid for the others: the stick. */
    readonly stick: string,
    name: string,
  ) {
    this.folder = join(stick, '..', name);
  }

  /** Runs a command here, signed in by itself or as `--as` says. */
  async run(...argv: readonly string[]): Promise<CliRun> {
    return packagedCli(...argv, '--workspace', this.folder);
  }

  /** A command that must succeed. */
  async does(...argv: readonly string[]): Promise<CliRun> {
    const done = await this.run(...argv);
    if (done.code !== 0) throw new Error(`${argv.join(' ')}\n${done.err}`);
    return done;
  }

  /** What a command that must succeed prints with --json. */
  async asks<T>(...argv: readonly string[]): Promise<T> {
    return JSON.parse((await this.does(...argv, '--json')).out) as T;
  }

  /** A command that must be refused, by its code. */
  async refused(...argv: readonly string[]): Promise<string> {
    const { code, error } = await this.run(...argv);
    expect(code).toBe(2);
    return error;
  }

  /** Packs something onto the stick. @returns its path. */
  async packs(name: string, kind: string, ...argv: readonly string[]): Promise<string> {
    const file = join(this.stick, `${name}.fhpkg`);
    await this.does('pack', kind, '--out', file, ...argv);
    return file;
  }

  async merges(file: string, ...argv: readonly string[]): Promise<Merged> {
    return this.asks<Merged>('merge', file, ...argv);
  }

  /** What `verify` finds. */
  async findings(): Promise<readonly unknown[]> {
    return (await this.asks<{ findings: readonly unknown[] }>('verify')).findings;
  }
}

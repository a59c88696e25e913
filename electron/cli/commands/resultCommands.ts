import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** Approved results, corrections, next year, comparison of years. */
export function registerResult(_program: Command, _context: CliContext): void {}

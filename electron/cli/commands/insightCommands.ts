import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** Reason library, incidents, consistency, 体检. */
export function registerInsight(_program: Command, _context: CliContext): void {}

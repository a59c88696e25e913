import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** Several scorers of one item and what they come to. */
export function registerMarking(_program: Command, _context: CliContext): void {}

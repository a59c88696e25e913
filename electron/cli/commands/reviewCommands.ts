import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** On-site checks, adjustments, appeals, 反馈单. */
export function registerReview(_program: Command, _context: CliContext): void {}

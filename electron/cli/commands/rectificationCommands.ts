import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** 整改, 约谈, 满意度测评 and the composite. */
export function registerRectification(_program: Command, _context: CliContext): void {}

import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** The year's stages, what units hand in, 缺项 requests. */
export function registerYear(_program: Command, _context: CliContext): void {}

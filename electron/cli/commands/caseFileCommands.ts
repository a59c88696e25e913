import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** 案卷评查: list, draw, templates, reviews, results. */
export function registerCaseFile(_program: Command, _context: CliContext): void {}

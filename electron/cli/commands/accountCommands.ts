import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** Accounts, signing in, who scores what (系统管理 · 人员, 评分分工). */
export function registerAccount(_program: Command, _context: CliContext): void {}

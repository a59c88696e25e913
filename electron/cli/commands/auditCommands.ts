import type { Command } from 'commander';
import type { CliContext } from '../cliContext';

/** The audit trail (系统管理 · 审计记录). */
export function registerAudit(_program: Command, _context: CliContext): void {}

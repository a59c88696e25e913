import type { Command } from 'commander';
import type { CliContext } from '../cliContext';
import { registerChecks } from './insight/checkCommands';
import { registerConsistency } from './insight/consistencyCommands';
import { registerIncidents } from './insight/incidentCommands';
import { registerReasons } from './insight/reasonCommands';

/** Reason library, incidents, consistency, 体检. */
export function registerInsight(program: Command, context: CliContext): void {
  registerChecks(program, context);
  registerReasons(program, context);
  registerIncidents(program, context);
  registerConsistency(program, context);
}

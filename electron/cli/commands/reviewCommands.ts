import type { Command } from 'commander';
import type { CliContext } from '../cliContext';
import { registerAppeals } from './appealCommands';
import { registerSiteChecks } from './siteCheckCommands';
import { registerSimulation } from './simulateCommand';

/** On-site checks, adjustments, appeals, 反馈单. */
export function registerReview(program: Command, context: CliContext): void {
  registerSiteChecks(program, context);
  registerAppeals(program, context);
  registerSimulation(program, context);
}

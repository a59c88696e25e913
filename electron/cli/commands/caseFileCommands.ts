import type { Command } from 'commander';
import type { CliContext } from '../cliContext';
import { registerCaseDraw } from './caseDrawCommands';
import { registerCaseList } from './caseListCommands';
import { registerCaseResults } from './caseResultCommands';
import { registerCaseReview } from './caseReviewCommands';
import { registerCaseStandards } from './caseStandardCommands';

/** 案卷评查: list, draw, templates, reviews, results. */
export function registerCaseFile(program: Command, context: CliContext): void {
  const group = program.command('case').description('案卷评查：目录、抽取、评查、结果、标准');
  registerCaseList(group, context);
  registerCaseDraw(group, context);
  registerCaseReview(group, context);
  registerCaseResults(group, context);
  registerCaseStandards(group, context);
}

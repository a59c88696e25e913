import type { Command } from 'commander';
import type { CliContext } from '../cliContext';
import { registerMerge } from './mergeCommand';
import { registerPack } from './packCommands';
import { registerPackage } from './packageCommands';

/** 数据交换: pack, merge, package. */
export function registerExchange(program: Command, context: CliContext): void {
  registerPack(program, context);
  registerMerge(program, context);
  registerPackage(program, context);
}

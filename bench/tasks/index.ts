import { makeTwoSides, mergeSelf, packSelf } from './exchange';
import { captureMatrix, writeCaptured, writeMatrix } from './matrix';
import { copyHashed, makeFiles, readOnePackage, writeOnePackage } from './packages';
import { importWorkbook, readAndInsert, writeFilledWorkbook } from './scoreImport';
import { computeTotals, readScoresPlainly } from './totals';

/** Everything that is timed in a process of its own. A task answers the milliseconds it took. */
export const TASKS = {
  computeTotals,
  readScoresPlainly,
  captureMatrix,
  writeMatrix,
  writeCaptured,
  writeFilledWorkbook,
  importWorkbook,
  readAndInsert,
  makeFiles,
  writeOnePackage,
  readOnePackage,
  copyHashed,
  makeTwoSides,
  packSelf,
  mergeSelf,
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskArgs<N extends TaskName> = Parameters<(typeof TASKS)[N]>[0];

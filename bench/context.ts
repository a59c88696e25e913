import { resolve } from 'node:path';
import type { Loads } from './loads';

/** The project's folder: this runs as out/bench/bench.js. */
export const PROJECT = resolve(__dirname, '../..');

/** What a row is measured with. */
export interface BenchContext {
  /** A tenth of the size. */
  readonly quick: boolean;
  /** Runs that count, of each side. */
  readonly runs: number;
  /** Folder of this run for whatever is made on the way; removed at the end. */
  readonly work: string;
  /** Executable of the packaged app. */
  readonly app: string;
  readonly loads: Loads;
  /** Executable of the same runtime with the least an app can be; made when first asked for. */
  readonly floorApp: () => Promise<string>;
  readonly say: (line: string) => void;
}

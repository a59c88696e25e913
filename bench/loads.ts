import { cp, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Unit } from '../shared/domain/unit';
import { fillEvidence } from '../electron/services/demo/fillEvidence';
import { fillSchemes } from '../electron/services/demo/fillSchemes';
import { fillScores } from '../electron/services/demo/fillScores';
import { readBuiltinSet } from '../electron/services/indicators/builtinSet';
import { createWorkspace } from '../electron/services/workspace/createWorkspace';

const FILLED_AT = '2021-01-15T01:30:00.000Z';

export interface Load {
  readonly folder: string;
  readonly units: number;
  readonly scores: number;
  readonly evidence: number;
  /** Bytes of faheng.db. */
  readonly databaseBytes: number;
}

interface LoadSize {
  readonly units: number;
  readonly evidence: number;
  readonly scored: boolean;
}

/** Workspaces of the sizes the quality page names, made when first asked for and kept until the end of the run. */
export class Loads {
  readonly #work: string;
  readonly #quick: boolean;
  readonly #made = new Map<string, Promise<Load>>();

  constructor(work: string, quick: boolean) {
    this.#work = work;
    this.#quick = quick;
  }

  /** L: 36 units, 7,000 pieces of evidence (a tenth of the evidence in a quick run; the units are few enough). */
  standard(): Promise<Load> {
    return this.#make('L', { units: 36, evidence: this.#sized(7_000), scored: true });
  }

  /** XL: a province in one workspace, 4,000 units, about 430,000 scores. */
  large(): Promise<Load> {
    return this.#make('XL', { units: this.#sized(4_000), evidence: 0, scored: true });
  }

  /** Any number of units, scored or still empty: for seeing how costs grow. */
  ofUnits(units: number, scored: boolean): Promise<Load> {
    return this.#make(`${units}-${scored ? 'scored' : 'bare'}`, { units, evidence: 0, scored });
  }

  /** As many units as give about 40,000 rows of a scoring workbook; scored or still empty. */
  forImport(scored: boolean): Promise<Load> {
    const units = this.#sized(380);
    return this.#make(scored ? 'filled' : 'empty', { units, evidence: 0, scored });
  }

  /** A copy that may be written to. */
  async copyOf(load: Load, name: string): Promise<string> {
    const folder = join(this.#work, name);
    await cp(load.folder, folder, { recursive: true });
    return folder;
  }

  #sized(full: number): number {
    return this.#quick ? Math.ceil(full / 10) : full;
  }

  #make(name: string, size: LoadSize): Promise<Load> {
    const known = this.#made.get(name);
    if (known) return known;
    const making = makeLoad(join(this.#work, name), size);
    this.#made.set(name, making);
    return making;
  }
}

async function makeLoad(folder: string, { units: count, evidence, scored }: LoadSize): Promise<Load> {
  const { system, groups, sampleUnits } = await readBuiltinSet();
  const units = manyUnits(sampleUnits, count);
  const workspace = await createWorkspace({
    folder,
    year: system.year,
    system,
    groups,
    units,
    fill: async (made) => {
      if (scored) await fillScores(made, FILLED_AT);
      if (evidence > 0) await fillEvidence(made, { pieces: evidence, now: FILLED_AT });
      if (scored) await fillSchemes(made);
    },
  });
  const counted = await workspace.db
    .selectFrom('score')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await workspace.close();
  const { size } = await stat(join(folder, 'faheng.db'));
  return { folder, units: units.length, scores: counted.count, evidence, databaseBytes: size };
}

/** The sample units over and over, so that groups and tags keep their shares. */
function manyUnits(sample: readonly Unit[], count: number): Unit[] {
  if (count <= sample.length) return sample.slice(0, count);
  return Array.from({ length: count }, (_, index) => {
    const unit = sample[index % sample.length] as Unit;
    const round = Math.floor(index / sample.length) + 1;
    return {
      ...unit,
      code: `${unit.code}-${round}`,
      name: `${unit.name}${round}`,
      shortName: `${unit.shortName}${round}`,
      position: index + 1,
    };
  });
}

import type { Unit } from '@shared/domain/unit';
import { readBuiltinSet } from '../indicators/builtinSet';
import { createWorkspace } from '../workspace/createWorkspace';
import type { Workspace } from '../workspace/workspace';
import { fillEvidence } from './fillEvidence';
import { fillSchemes } from './fillSchemes';
import { fillScores } from './fillScores';

export interface Load {
  /** 36 is a district, 4,000 a province in one workspace. */
  readonly units: number;
  /** Pieces of evidence in all; 0 for none. */
  readonly pieces: number;
}

/** A workspace as large as a measurement wants it, filled as the demo is; the same for the same load, always. Open. */
export async function createLoadWorkspace(folder: string, load: Load): Promise<Workspace> {
  const { system, groups, sampleUnits } = await readBuiltinSet();
  const now = `${system.year + 1}-01-15T01:30:00.000Z`;
  return createWorkspace({
    folder,
    year: system.year,
    system,
    groups,
    units: loadUnits(sampleUnits, load.units),
    fill: async (workspace) => {
      await fillScores(workspace, now);
      if (load.pieces > 0) await fillEvidence(workspace, { pieces: load.pieces, now });
      await fillSchemes(workspace);
    },
  });
}

/** The sample's units over and over, each round with codes and names of its own. */
function loadUnits(sample: readonly Unit[], count: number): Unit[] {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / sample.length);
    const unit = sample[index % sample.length];
    if (!unit) throw new Error('the sample has no units');
    if (round === 0) return unit;
    const mark = String(round + 1);
    return {
      ...unit,
      code: `${unit.code}-${mark}`,
      name: `${unit.name}（${mark}）`,
      shortName: `${unit.shortName}${mark}`,
      position: index + 1,
    };
  });
}

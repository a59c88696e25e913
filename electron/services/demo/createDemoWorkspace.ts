import { readBuiltinSet } from '../indicators/builtinSet';
import { createWorkspace } from '../workspace/createWorkspace';
import type { Workspace } from '../workspace/workspace';
import { demoFilling } from './demoFilling';

/** A workspace with the reference set, the sample units and the demo's figures, open. @throws as createWorkspace does. */
export async function createDemoWorkspace(folder: string): Promise<Workspace> {
  const { system, groups, sampleUnits } = await readBuiltinSet();
  return createWorkspace({
    folder,
    year: system.year,
    system,
    groups,
    units: sampleUnits,
    name: `示例考评库（${system.year}年度）`,
    ...demoFilling(system.year),
  });
}

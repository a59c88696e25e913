import { basename } from 'node:path';
import type { Unit } from '@shared/domain/unit';
import type { UnitPreviewView, UnitView } from '@shared/ipc/views';
import { readUnitTable } from '../../workbook/unitWorkbook';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/**
 * Reads a unit table and says what it would change; stores nothing.
 *
 * @param workspace  null before there is one: then every unit is new.
 */
export async function previewUnits(
  workspace: Workspace | null,
  path: string,
  signal?: AbortSignal,
): Promise<Omit<UnitPreviewView, 'previewId'>> {
  const assessment = workspace && (await loadAssessment(workspace));
  const knownGroups = assessment?.groups.map(({ name }) => name);
  const table = await readUnitTable(path, { knownGroups }, signal);
  return {
    fileName: basename(path),
    units: table.units.map((unit) => ({
      ...unit,
      change: changeOf(unit, assessment?.unitByCode.get(unit.code)),
    })),
    problems: table.problems,
    blocked: table.problems.some(({ severity }) => severity === 'error'),
  };
}

function changeOf(unit: Unit, known: UnitView | undefined): 'new' | 'changed' | 'same' {
  if (!known) return 'new';
  return facts(unit) === facts(known) ? 'same' : 'changed';
}

const facts = ({ name, shortName, group, tags, position }: Unit): string =>
  JSON.stringify([name, shortName, group, tags, position]);

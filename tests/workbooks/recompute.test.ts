import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReferenceSet } from '@shared/domain/referenceSet';
import { referenceSetPath } from '@electron/resourcePaths';
import { exportReport } from '@electron/services/reports/exportReport';
import {
  sampleEntries,
  sampleSchemes,
  workspaceWith,
  type PlainAssessment,
} from '../helpers/assessmentWorkspace';
import { isErrorValue, readCells } from '../helpers/formulas';
import { assessments } from '../helpers/independent/arbitraryAssessment';
import { findLibreOffice, recompute } from '../helpers/libreoffice';

/** Random assessments whose workbooks are recomputed; seeded, so that a failure comes back. */
const RANDOM_CASES = 14;
const SEED = 20_201_231;

const libreOffice = findLibreOffice();

async function sampleDistrict(): Promise<PlainAssessment> {
  const { system, sampleUnits } = readReferenceSet(JSON.parse(await readFile(referenceSetPath(), 'utf8')));
  return {
    system,
    units: sampleUnits,
    entries: sampleEntries(system, sampleUnits),
    ...sampleSchemes(sampleUnits),
  };
}

describe.runIf(libreOffice !== null)('workbooks recomputed by LibreOffice', () => {
  let folder = '';
  const written: string[] = [];
  let recomputed: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faheng-recompute-'));
    const cases = [await sampleDistrict(), ...fc.sample(assessments, { numRuns: RANDOM_CASES, seed: SEED })];
    for (const [index, plain] of cases.entries()) {
      const workspace = await workspaceWith(join(folder, `workspace-${index}`), plain);
      const path = join(folder, `report-${index}.xlsx`);
      await exportReport(workspace, 'all', path);
      await workspace.close();
      written.push(path);
    }
    recomputed = await recompute(libreOffice ?? '', written, folder);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('gives every formula the value that was written with it, and no cell an error', async () => {
    const differences: string[] = [];
    let formulas = 0;
    for (const [index, path] of written.entries()) {
      const after = new Map(
        (await readCells(recomputed[index] ?? '')).map((cell) => [cell.place, cell.value]),
      );
      for (const { place, formula, value } of await readCells(path)) {
        const found = after.get(place) ?? '';
        if (isErrorValue(found)) differences.push(`${basename(path)} ${place}: ${JSON.stringify(found)}`);
        if (formula === null) continue;
        formulas += 1;
        if (found !== value)
          differences.push(`${basename(path)} ${place} =${formula}: ${String(value)} → ${String(found)}`);
      }
    }
    expect(differences).toEqual([]);
    expect(formulas).toBeGreaterThan(5_000);
  });
});

import { readFile } from 'node:fs/promises';
import { readReferenceSet } from '@shared/domain/referenceSet';
import { referenceSetPath } from '@electron/resourcePaths';
import { sampleEntries, sampleSchemes, type PlainAssessment } from './assessmentWorkspace';

/** The shipped reference set with its sample units, filled in. */
export async function sampleDistrict(): Promise<PlainAssessment> {
  const { system, sampleUnits } = readReferenceSet(JSON.parse(await readFile(referenceSetPath(), 'utf8')));
  return {
    system,
    units: sampleUnits,
    entries: sampleEntries(system, sampleUnits),
    ...sampleSchemes(sampleUnits),
  };
}

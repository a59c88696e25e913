import { readFile } from 'node:fs/promises';
import { readReferenceSet, type ReferenceSet } from '@shared/domain/referenceSet';
import { referenceSetPath } from '../../resourcePaths';

/** The shipped reference set with its groups and sample units. It is no official text: its note says so. */
export async function readBuiltinSet(): Promise<ReferenceSet> {
  return readReferenceSet(JSON.parse(await readFile(referenceSetPath(), 'utf8')));
}

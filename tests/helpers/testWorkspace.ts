import { readFileSync } from 'node:fs';
import { afterEach } from 'vitest';
import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import { readReferenceSet, type ReferenceSet } from '@shared/domain/referenceSet';
import type { ScoreEntry } from '@shared/domain/score';
import type { Unit } from '@shared/domain/unit';
import { AppError, type ErrorReport } from '@shared/errors/appError';
import { referenceSetPath } from '@electron/resourcePaths';
import type { Workspace } from '@electron/services/workspace/workspace';
import { readyWorkspace } from './readyWorkspace';

const opened: Workspace[] = [];

afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
});

let shipped: ReferenceSet | undefined;

/** The shipped indicator system with its groups and sample units. */
export function referenceSet(): ReferenceSet {
  return (shipped ??= readReferenceSet(JSON.parse(readFileSync(referenceSetPath(), 'utf8'))));
}

/** A clock that moves a second at each look, so that times are all different and always the same. */
export function tickingClock(): () => Date {
  let at = Date.UTC(2020, 11, 1);
  return () => new Date((at += 1000));
}

export interface TestWorkspaceOptions {
  readonly system?: IndicatorSystem;
  readonly units?: readonly Unit[];
}

/** A workspace in a folder of its own, closed and removed after the test: the reference set and its units unless told otherwise. */
export async function testWorkspace(options: TestWorkspaceOptions = {}): Promise<Workspace> {
  const set = referenceSet();
  const workspace = await readyWorkspace({
    year: 2020,
    system: options.system ?? set.system,
    groups: set.groups,
    units: options.units ?? set.sampleUnits,
    person: '考评办',
    clock: tickingClock(),
  });
  opened.push(workspace);
  return workspace;
}

/** An entry with the inputs of the first rule, or with points and reason. */
export function anEntry(inputs: Record<string, string>, changes: Partial<ScoreEntry> = {}): ScoreEntry {
  const typed = Object.keys(inputs).length > 0 ? [inputs] : [];
  return { inputs: typed, points: '', notApplicable: false, reason: '', ...changes };
}

/** What a person would be told; fails the test if the work succeeds or fails otherwise. */
export async function refusal(work: Promise<unknown>): Promise<ErrorReport> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof AppError) return cause.report;
    throw cause;
  }
  throw new Error('nothing was refused');
}

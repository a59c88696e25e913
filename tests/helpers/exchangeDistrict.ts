import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { createSeat } from '@electron/services/exchange/createSeat';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { findSelfEvaluation } from '@electron/database/selfEvaluationRepository';
import { afterAll, afterEach } from 'vitest';
import { aPackage } from './packageBytes';
import { aSeatDistrict } from './seatDistrict';
import { tempFolder } from './tempFolder';

const open: Workspace[] = [];

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
});

let at = Date.UTC(2021, 0, 5);

/** A second later at each look, over all machines: what happened later was written later. */
export const commonClock = (): Date => new Date((at += 1000));

/** Opens a folder until the end of the test. */
export async function openHere(folder: string): Promise<Workspace> {
  const workspace = await openWorkspace(folder, { clock: commonClock });
  open.push(workspace);
  return workspace;
}

/** The seat a task or an assignment makes. */
export async function seatOf(file: string): Promise<Workspace> {
  const folder = join(await tempFolder(), '席位');
  await createSeat(file, folder, { clock: commonClock });
  return openHere(folder);
}

/**
 * The office, and the seat of A02 made of its task. The first pair is really made, every test works in copies: making one
 * costs many times as much.
 */
export async function officeAndUnit(): Promise<{ readonly office: Workspace; readonly unit: Workspace }> {
  const parent = await (made ??= makeOnce());
  const [office, unit] = await Promise.all(
    ['office', 'unit'].map(async (name) => {
      const folder = join(await tempFolder(), name);
      await cp(join(parent, name), folder, { recursive: true });
      return openHere(folder);
    }),
  );
  if (!office || !unit) throw new Error('two workspaces were opened');
  return { office, unit };
}

let made: Promise<string> | undefined;

afterAll(async () => {
  if (made) await rm(await made, { recursive: true, force: true });
});

/** @returns the folder both lie in, closed. */
async function makeOnce(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'faheng-exchange-'));
  const { office } = await aSeatDistrict();
  await createSeat(await aPackage(office, { kind: 'task', unitCodes: ['A02'] }), join(parent, 'unit'), {
    clock: commonClock,
  });
  await office.close();
  await cp(office.folder, join(parent, 'office'), { recursive: true });
  return parent;
}

/** Closes a workspace and opens as many copies of its folder. */
export async function copiesOf(workspace: Workspace, count: number): Promise<Workspace[]> {
  await workspace.close();
  const copies: Workspace[] = [];
  for (let index = 0; index < count; index += 1) {
    const folder = join(await tempFolder(), `副本${index}`);
    await cp(workspace.folder, folder, { recursive: true });
    copies.push(await openHere(folder));
  }
  return copies;
}

/** A02 and an item, as this workspace numbers them. */
export async function placeAt(
  workspace: Workspace,
  item: string,
  unit = 'A02',
): Promise<{ readonly unitId: number; readonly itemId: number }> {
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  return { unitId: unitByCode.get(unit)?.id ?? 0, itemId: itemByCode.get(item)?.id ?? 0 };
}

/** Types a self score. */
export async function writeSelf(workspace: Workspace, item: string, points: string): Promise<void> {
  const place = await placeAt(workspace, item);
  await recordSelfEvaluation(workspace, { ...place, points, statement: `说明${points}`, editId: '' });
}

export async function readSelf(workspace: Workspace, item: string): Promise<string | undefined> {
  const { unitId, itemId } = await placeAt(workspace, item);
  return (await findSelfEvaluation(workspace.db, unitId, itemId))?.points;
}

/** 自评包 of a unit's seat. */
export const selfPackage = (unit: Workspace): Promise<string> => aPackage(unit, { kind: 'self' });

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createWorkspace, type NewWorkspace } from '@electron/services/workspace/createWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { tempFolder } from './tempFolder';

type Wanted = Pick<NewWorkspace, 'year' | 'system' | 'groups' | 'units' | 'person' | 'clock'>;

/** When a workspace was made that has a clock of the test's own: before whatever that says. */
const MADE = (): Date => new Date(Date.UTC(2020, 11, 1));

/** Folders of closed workspaces by what was wanted of them; each test file has its own. */
const made = new Map<string, Promise<string>>();

afterAll(async () => {
  for (const parent of made.values()) await rm(await parent, { recursive: true, force: true });
});

/**
 * An open workspace in a folder of its own, as `createWorkspace` makes it; the folder is removed after the test. The first
 * of a kind is really made, every test works in a copy: migrating and filling an empty database costs five times as much.
 * The caller closes it.
 */
export async function readyWorkspace({ clock, ...wanted }: Wanted): Promise<Workspace> {
  const kind = JSON.stringify([wanted, clock === undefined]);
  const making = made.get(kind) ?? makeOnce({ ...wanted, clock: clock && MADE });
  made.set(kind, making);
  const folder = join(await tempFolder(), '考评库');
  await cp(readyIn(await making), folder, { recursive: true });
  return openWorkspace(folder, { person: wanted.person, clock });
}

/** @returns the folder it lies in. */
async function makeOnce(wanted: Wanted): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'faheng-ready-'));
  const workspace = await createWorkspace({ ...wanted, folder: readyIn(parent) });
  await workspace.close();
  return parent;
}

const readyIn = (parent: string): string => join(parent, '考评库');

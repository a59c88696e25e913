import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupWorkspace } from '@electron/services/backup/backupWorkspace';
import { readBackup } from '@electron/services/backup/readBackup';
import { storedPath } from '@electron/services/evidence/evidenceStore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';
import { readWorkbook } from '@electron/workbook/readWorkbook';
import { buildWork } from '../../helpers/killed/buildWork';
import type { Said } from '../../helpers/killed/said';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';

/** What the program does, over and over; each must have been acknowledged at least once. */
const JOBS = ['backup', 'create', 'evidence', 'export', 'import', 'restore', 'score', 'snapshot'];

const KILLS = 25;
const NODE_MODULES = resolve(__dirname, '../../../node_modules');

interface Moment {
  /** Lines the program has said: a slow machine is killed at the same work as a fast one. */
  readonly lines: number;
  readonly milliseconds: number;
}

/** The same moments at every run. */
function moments(): () => Moment {
  let state = 20_201_231;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  return () => ({ lines: 1 + below(24), milliseconds: below(25) });
}

/** Lets the program work and kills it at that moment. @returns what it said. */
async function workUntilKilled(program: string, args: readonly string[], moment: Moment): Promise<Said[]> {
  const child = spawn(process.execPath, ['--no-deprecation', program, ...args], {
    env: { ...process.env, NODE_PATH: NODE_MODULES },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const reached = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.split('\n').length > moment.lines) resolve();
    });
  });
  const closed = once(child, 'close');
  await Promise.race([reached, closed]);
  setTimeout(() => child.kill('SIGKILL'), moment.milliseconds);
  await closed;
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
}

/** What may stand there: the last value acknowledged, or one that was on its way. */
function possible(said: readonly Said[], what: Said['what'], before: string): string[] {
  const own = said.filter((line) => line.what === what);
  const acknowledged = own.findLast(({ when }) => when === 'after')?.value ?? before;
  const last = own.at(-1);
  return last?.when === 'before' ? [acknowledged, last.value] : [acknowledged];
}

async function storedReasons(workspace: Workspace): Promise<{ typed: string; imported: string[] }> {
  const rows = await workspace.db
    .selectFrom('score')
    .select(['reason', 'scorer'])
    .orderBy('unit_id')
    .orderBy('item_id')
    .execute();
  return {
    typed: rows.find(({ scorer }) => scorer !== '张三')?.reason ?? '',
    imported: [...new Set(rows.filter(({ scorer }) => scorer === '张三').map(({ reason }) => reason))],
  };
}

/** Files acknowledged that are not in the database or not in the store. */
async function lostEvidence(workspace: Workspace, said: readonly Said[]): Promise<string[]> {
  const rows = await workspace.db.selectFrom('evidence').select(['name', 'sha256']).execute();
  const hashes = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const lost: string[] = [];
  for (const { value } of said.filter(({ what, when }) => what === 'evidence' && when === 'after')) {
    const sha256 = hashes.get(`${value}.pdf`) ?? '';
    const there = await access(storedPath(workspace.folder, sha256)).then(
      () => sha256 !== '',
      () => false,
    );
    if (!there) lost.push(value);
  }
  return lost;
}

/** Names in a workspace that are neither its own nor anybody's. */
async function halfWritten(folder: string): Promise<string[]> {
  const { evidenceTemporary, backups } = workspacePaths(folder);
  const names = [
    ...(await readdir(folder)),
    ...(await readdir(backups)),
    ...(await readdir(evidenceTemporary)).map((name) => `.${name}`),
  ];
  return names.filter((name) => name.startsWith('.') || name.endsWith('.tmp'));
}

/** Everything with a name beside the workspace is whole. */
async function assertWhole(scratch: string): Promise<void> {
  for (const name of await readdir(scratch)) {
    const path = join(scratch, name);
    if (name === '报表.xlsx') await readWorkbook(path);
    if (name === '备份.zip') await readBackup(path);
    if (!/^(新库|还原)-/.test(name)) continue;
    const workspace = await openWorkspace(path, { mustWrite: true });
    const { findings } = await verifyWorkspace(workspace);
    await workspace.close();
    if (findings.length > 0) throw new Error(`${name}: ${findings[0]?.message}`);
  }
}

describe('a program killed at any moment', () => {
  it(
    'loses nothing acknowledged, leaves nothing half done, and opens again without alarm',
    { timeout: 300_000 },
    async () => {
      const [program, scratch, parent] = [
        await buildWork(await tempFolder()),
        await tempFolder(),
        await tempFolder(),
      ];
      const folder = join(parent, '考评库');
      const units = Array.from({ length: 12 }, (_, index) => aUnit(`A${10 + index}`));
      const made = { year: 2020, system: aSmallSystem(), groups: SMALL_GROUPS, units };
      const first = await createWorkspace({ folder, ...made });
      await backupWorkspace(first, join(scratch, '原备份.zip'));
      await first.close();

      const next = moments();
      let [typed, imported] = ['', ''];
      const done = new Set<string>();
      for (let kill = 0; kill < KILLS; kill += 1) {
        const said = await workUntilKilled(program, [folder, scratch, String(kill)], next());
        for (const { what, when } of said) if (when === 'after') done.add(what);
        const workspace = await openWorkspace(folder, { mustWrite: true });
        const stored = await storedReasons(workspace);
        expect(possible(said, 'score', typed), `kill ${kill}`).toContain(stored.typed);
        expect(stored.imported.length, `kill ${kill}`).toBeLessThanOrEqual(1);
        expect(possible(said, 'import', imported), `kill ${kill}`).toContain(stored.imported[0] ?? '');
        expect(await lostEvidence(workspace, said)).toEqual([]);
        expect((await verifyWorkspace(workspace)).findings).toEqual([]);
        expect(await halfWritten(folder)).toEqual([]);
        [typed, imported] = [stored.typed, stored.imported[0] ?? ''];
        await workspace.close();
      }
      await assertWhole(scratch);
      expect([...done].toSorted()).toEqual(JOBS);
    },
  );
});

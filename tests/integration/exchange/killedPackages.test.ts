import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/appError';
import { storedPath } from '@electron/services/evidence/evidenceStore';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import { createSeat } from '@electron/services/exchange/createSeat';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { removeLeftovers } from '@electron/services/workspace/removeLeftovers';
import type { Workspace } from '@electron/services/workspace/workspace';
import { workspacePaths } from '@electron/services/workspace/workspacePaths';
import { buildWork } from '../../helpers/killed/buildWork';
import type { SaidOfPackages } from '../../helpers/killed/saidOfPackages';
import { aPackage } from '../../helpers/packageBytes';
import { readyWorkspace } from '../../helpers/readyWorkspace';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { Random } from '../../helpers/hostile/random';
import { moveOnTo } from '../../helpers/yearWorkspace';

const KILLS = Number(process.env['FAHENG_PACKAGE_KILLS'] ?? 12);
/** Kills of one pair of workspaces: after each, all they ever did is verified, which grows with what they did. */
const AT_ONCE = 40;
const NODE_MODULES = resolve(__dirname, '../../../node_modules');
const PASSPHRASE = '水利局自评 2020';

interface Places {
  readonly office: string;
  readonly seat: string;
  readonly out: string;
}

/** An office in the stage of self-evaluation, and the seat of one of its units, made of its task. */
async function twoSides(): Promise<Places> {
  const office = await readyWorkspace({
    ...{ year: 2020, system: aSmallSystem(), groups: SMALL_GROUPS, person: '考评办' },
    units: [aUnit('A01'), aUnit('A02')],
  });
  await moveOnTo(office, 'selfEvaluating');
  const task = await aPackage(office, { kind: 'task', unitCodes: ['A01'] });
  const seat = join(await tempFolder(), '单位');
  await createSeat(task, seat);
  await office.close();
  return { office: office.folder, seat, out: await tempFolder() };
}

/** Lets the program work and kills it some milliseconds after so many lines. @returns what it said. */
async function workUntilKilled(
  program: string,
  { office, seat, out }: Places,
  mark: string,
  random: Random,
): Promise<SaidOfPackages[]> {
  const [lines, milliseconds] = [1 + random.below(34), random.below(60)];
  const child = spawn(process.execPath, ['--no-deprecation', program, office, seat, out, mark], {
    env: { ...process.env, NODE_PATH: NODE_MODULES },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const reached = new Promise<void>((go) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.split('\n').length > lines) go();
    });
  });
  const closed = once(child, 'close');
  await Promise.race([reached, closed]);
  setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await closed;
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as SaidOfPackages);
}

const statementOf = async ({ db }: Workspace): Promise<string> =>
  (await db.selectFrom('self_evaluation').select('statement').executeTakeFirst())?.statement ?? '';

/** What may stand at the office: what was acknowledged, or what was on its way. */
function possibleAtOffice(
  said: readonly SaidOfPackages[],
  before: string,
  under: Map<string, string>,
): string[] {
  let [standing, next]: [string, string | null] = [before, null];
  for (const { when, what, value } of said) {
    if (what === 'merge' && when === 'before') under.set(value, standing);
    const then = what === 'merge' ? value : what === 'rollBack' ? (under.get(value) ?? '') : null;
    if (then === null) continue;
    if (when === 'before') next = then;
    else [standing, next] = [then, null];
  }
  return next === null ? [standing] : [standing, next];
}

function possibleAtSeat(said: readonly SaidOfPackages[], before: string): string[] {
  const typed = said.filter(({ what }) => what === 'type');
  const acknowledged = typed.findLast(({ when }) => when === 'after')?.value ?? before;
  const last = typed.at(-1);
  return last?.when === 'before' ? [acknowledged, last.value] : [acknowledged];
}

/** Everything a side says it has is there, and nothing half-written is left. */
async function faultsOf(workspace: Workspace): Promise<string[]> {
  const { findings } = await verifyWorkspace(workspace);
  const faults = findings.map(({ message }) => message);
  for (const { sha256 } of await workspace.db.selectFrom('evidence').select('sha256').execute()) {
    await access(storedPath(workspace.folder, sha256)).catch(() => faults.push(`lost: ${sha256}`));
  }
  const { evidenceTemporary } = workspacePaths(workspace.folder);
  for (const name of await readdir(evidenceTemporary).catch(() => [])) faults.push(`left: ${name}`);
  return faults;
}

/** Packages that have their name and are not whole. */
async function brokenIn(out: string): Promise<string[]> {
  const broken: string[] = [];
  for (const name of await readdir(out)) {
    if (!/\.fhpkg(\.001)?$/.test(name)) continue;
    try {
      const opened = await openPackage(join(out, name), {
        passphrase: PASSPHRASE,
        scratch: await tempFolder(),
      });
      await opened.read({}).finally(() => opened.close());
    } catch (cause) {
      broken.push(`${name}: ${cause instanceof AppError ? cause.report.code : String(cause)}`);
    }
  }
  return broken;
}

/** Names on the ledger of what was written that are no file. */
async function unwritten({ db }: Workspace, out: string): Promise<string[]> {
  const rows = await sql<{ name: string }>`
    SELECT file_name AS name FROM exchange_package WHERE direction = 'out'`.execute(db);
  const files = await readdir(out);
  return rows.rows.map(({ name }) => name).filter((name) => !files.some((file) => file.startsWith(name)));
}

describe('a program killed while it packs, merges and takes back', () => {
  it.each(Array.from({ length: Math.ceil(KILLS / AT_ONCE) }, (_, index) => index))(
    'leaves both sides sound, nothing half done under its name, and nothing acknowledged lost (%i)',
    { timeout: 120_000 + AT_ONCE * 10_000 },
    async (share) => {
      const program = await buildWork(await tempFolder(), 'packageWork');
      const places = await twoSides();
      const random = new Random(2020 + share);
      const under = new Map<string, string>();
      const done = new Set<string>();
      let [atSeat, atOffice] = ['', ''];
      for (let kill = 0; kill < Math.min(AT_ONCE, KILLS - share * AT_ONCE); kill += 1) {
        const said = await workUntilKilled(program, places, String(kill), random);
        for (const { what, when } of said) if (when === 'after') done.add(what);
        const seat = await openWorkspace(places.seat, { mustWrite: true });
        const typed = await statementOf(seat);
        expect(possibleAtSeat(said, atSeat), `kill ${kill}`).toContain(typed);
        expect(await faultsOf(seat), `kill ${kill}`).toEqual([]);
        expect(await unwritten(seat, places.out), `kill ${kill}`).toEqual([]);
        await seat.close();
        const office = await openWorkspace(places.office, { mustWrite: true });
        const merged = await statementOf(office);
        expect(possibleAtOffice(said, atOffice, under), `kill ${kill}`).toContain(merged);
        expect(await faultsOf(office), `kill ${kill}`).toEqual([]);
        await office.close();
        [atSeat, atOffice] = [typed, merged];
      }
      expect(await brokenIn(places.out)).toEqual([]);
      const halfWritten = async (): Promise<string[]> =>
        (await readdir(places.out)).filter((name) => name.startsWith('.'));
      const long = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
      for (const name of await halfWritten()) await utimes(join(places.out, name), long, long);
      await removeLeftovers(places.out);
      expect(await halfWritten()).toEqual([]);
      expect([...done].toSorted()).toEqual(['merge', 'pack', 'rollBack', 'type']);
    },
  );
});

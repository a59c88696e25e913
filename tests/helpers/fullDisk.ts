import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cli } from './cli';
import type { SmallDisk } from './smallDisk';

/** The workspace a command works on, in a folder. */
export const workspaceOn = (folder: string): string => join(folder, '考评库');

/** A command that is to meet a full disk. */
export interface FullDiskTrial {
  readonly disk: SmallDisk;
  /** A sound workspace, kept off the small disk. */
  readonly template: string;
  /** Words of the command; `beside` is the folder of the workspace. */
  readonly argv: (beside: string) => readonly string[];
  /** What must be as before where the command failed. */
  readonly state: (workspace: string) => Promise<unknown>;
}

/** What a killed or refused command must not leave behind. */
async function leftOver(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const odd = names.filter((name) => /(^|\/)\.|\.tmp(-journal)?$/.test(name));
  const beingWritten = await readdir(join(workspaceOn(folder), 'evidence', 'tmp')).catch(() => []);
  return [...odd, ...beingWritten];
}

/**
 * What is wrong after a command met a disk with so little room, in words; nothing if all is as promised: it says so, the
 * workspace is sound and as it was, nothing is left over, and with room the command works.
 */
export async function faultsWith(
  room: number,
  { disk, template, argv, state }: FullDiskTrial,
): Promise<readonly string[]> {
  for (const name of await readdir(disk.folder)) await rm(join(disk.folder, name), { recursive: true });
  const workspace = workspaceOn(disk.folder);
  await cp(template, workspace, { recursive: true });
  const words = [...argv(disk.folder)];
  const whole = words.includes('--workspace') ? words : [...words, '--workspace', workspace];
  const before = JSON.stringify(await state(workspace));
  await disk.fill(room);
  const full = await cli(...whole);
  await disk.free();
  const verified = await cli('verify', '--workspace', workspace);
  const faults = verified.code === 0 ? [] : [`not sound: ${verified.out}${verified.err}`];
  if (full.code !== 0) {
    const after = JSON.stringify(await state(workspace));
    const left = await leftOver(disk.folder);
    const again = await cli(...whole);
    if (full.code !== 2 || full.error !== 'DISK_FULL') faults.push(`${full.code}: ${full.err}`);
    if (after !== before) faults.push('half done');
    if (left.length > 0) faults.push(`left over: ${left.join(', ')}`);
    if (again.code !== 0) faults.push(`does not go on: ${again.err}`);
  }
  return faults.map((fault) => `with ${room} bytes: ${fault}`);
}

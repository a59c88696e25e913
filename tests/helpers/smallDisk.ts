import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes that can be filled to the last byte. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes everything but about so many bytes. */
  fill(leave: number): Promise<void>;
  /** Gives it back. */
  free(): Promise<void>;
  unmount(): void;
}

function mount(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'faheng-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  return null;
}

function unmount(folder: string): void {
  // Lazily: a handle that is a moment late must not keep the disk for ever.
  spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}

function tryOnce(): boolean {
  const folder = process.platform === 'linux' ? mount(1) : null;
  if (folder) unmount(folder);
  else console.warn('未检查：磁盘写满的情形（本机不允许挂载小磁盘）');
  return folder !== null;
}

/** Whether this machine lets a test have a disk of its own. */
export const canMount = tryOnce();

/** @throws where mounting is not permitted. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mount(megabytes);
  if (folder === null) throw new Error('mounting a small disk is not permitted');
  const ballast = join(folder, 'ballast');
  return {
    folder,
    async fill(leave) {
      const { bavail, bsize } = statfsSync(folder);
      const size = Math.max(0, bavail * bsize - leave);
      const file = await open(ballast, 'w');
      const block = Buffer.alloc(1 << 16, 1);
      for (let written = 0; written < size; written += block.length) {
        await file.write(block, 0, Math.min(block.length, size - written));
      }
      await file.close();
    },
    free: () => rm(ballast, { force: true }),
    unmount: () => unmount(folder),
  };
}

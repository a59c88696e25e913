import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it, vi } from 'vitest';
import { writeChunks } from '@electron/disk/durableFile';
import { SteadyFile } from '@electron/disk/steadyFile';
import { SyncQueue } from '@electron/disk/syncQueue';
import { tempFolder } from '../../helpers/tempFolder';

/** Pieces of many sizes, so that some are written together and some pass a stride of the disk. */
function pieces(): Buffer[] {
  const sizes = [30, 200_000, 16, 262_144, ...Array.from({ length: 40 }, () => 1_000_000), 1, 22];
  return sizes.map((size, index) => Buffer.alloc(size, index));
}

/** A file of which the disk says, once and late, that it could not be kept. */
function failing(file: FileHandle): FileHandle {
  return Object.assign(file, { sync: () => Promise.reject(new Error('EIO')) });
}

describe('a file that goes to the disk while it is written', () => {
  it('holds every byte in its order', async () => {
    const path = join(await tempFolder(), 'a');
    await pipeline(Readable.from(pieces()), new SteadyFile(path));
    expect((await readFile(path)).equals(Buffer.concat(pieces()))).toBe(true);
  });

  it('is there when nothing was written into it', async () => {
    const path = join(await tempFolder(), 'a');
    await pipeline(Readable.from([]), new SteadyFile(path));
    expect(await readFile(path)).toHaveLength(0);
  });

  it('fails with what the folder says', async () => {
    const into = new SteadyFile(join(await tempFolder(), 'none', 'a'));
    await expect(pipeline(Readable.from(pieces()), into)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.runIf(process.platform === 'linux')('fails with what a full disk says', async () => {
    const into = new SteadyFile('/dev/full');
    await expect(pipeline(Readable.from(pieces()), into)).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('ends when it is broken off', async () => {
    const broken = new AbortController();
    const into = new SteadyFile(join(await tempFolder(), 'a'));
    const endless = Readable.from(
      (function* () {
        for (let count = 0; ; count += 1) {
          if (count === 50) broken.abort();
          yield Buffer.alloc(300_000);
        }
      })(),
    );
    await expect(pipeline(endless, into, { signal: broken.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await vi.waitUntil(() => into.closed);
  });
});

describe('files synced while others are written', () => {
  it('are closed when all is done', async () => {
    const folder = await tempFolder();
    const syncs = new SyncQueue();
    const files: FileHandle[] = [];
    for (let index = 0; index < 12; index += 1) {
      const file = await writeChunks(join(folder, String(index)), Readable.from(pieces().slice(0, 4)));
      files.push(file);
      await syncs.add(file);
    }
    await syncs.finish();
    expect(files.map(({ fd }) => fd)).toEqual(files.map(() => -1));
    for (let index = 0; index < 12; index += 1) {
      const bytes = await readFile(join(folder, String(index)));
      expect(bytes.equals(Buffer.concat(pieces().slice(0, 4)))).toBe(true);
    }
  });

  it('tell that one of them could not be kept, whenever that comes out', async () => {
    const folder = await tempFolder();
    const syncs = new SyncQueue();
    const bad = failing(await open(join(folder, 'bad'), 'wx'));
    await syncs.add(bad);
    await expect(syncs.finish()).rejects.toThrow('EIO');
    const next = await open(join(folder, 'next'), 'wx');
    await expect(syncs.add(next)).rejects.toThrow('EIO');
    await syncs.settle();
    expect([bad.fd, next.fd]).toEqual([-1, -1]);
  });

  it('leave nothing open of a file whose bytes do not come', async () => {
    const path = join(await tempFolder(), 'a');
    const broken = (async function* () {
      yield Buffer.from('half');
      await Promise.resolve();
      throw new Error('no more');
    })();
    await expect(writeChunks(path, broken)).rejects.toThrow('no more');
    expect(await readFile(path, 'utf8')).toBe('half');
  });
});

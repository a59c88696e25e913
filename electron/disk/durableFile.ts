import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

/** Replaces a small file so that a crash leaves either the old text or the new one. */
export async function writeDurably(target: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(target), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** Makes a rename in a folder durable. Windows and some USB file systems cannot sync a folder: the rename is then all there is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (!handle) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** Makes what another program (SQLite, a copy, a zip) wrote durable before it gets its name. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

/** Writes a new file, each piece while the next one is made. @returns it still open; after a failure it is closed. */
export async function writeChunks(path: string, chunks: AsyncIterable<Uint8Array>): Promise<FileHandle> {
  const file = await open(path, 'wx');
  let writing = Promise.resolve();
  try {
    for await (const chunk of chunks) {
      await writing;
      writing = file.writeFile(chunk);
      // Met where it is waited for.
      writing.catch(() => undefined);
    }
    await writing;
    return file;
  } catch (cause) {
    await writing.catch(() => undefined);
    await file.close();
    throw cause;
  }
}

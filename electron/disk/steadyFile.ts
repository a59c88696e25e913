import { open, type FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';

type Done = (error?: Error | null) => void;

/** Bytes taken before the writer is asked to wait. */
const PIECE = 256 * 1024;

/** Bytes after which the disk is asked for what it has not yet. */
const STRIDE = 32 * 1024 * 1024;

/**
 * A new file whose bytes go to the disk while it is still being written. Left to itself the system keeps a gigabyte back until
 * the end, and whoever syncs it then waits for all of it. It is not synced when it ends: whoever names it does that.
 */
export class SteadyFile extends Writable {
  #file: FileHandle | null = null;
  #waiting = 0;
  #writing: Promise<unknown> = Promise.resolve();
  #syncing: Promise<void> | null = null;
  #failure: Error | null = null;

  constructor(private readonly path: string) {
    super({ highWaterMark: PIECE });
  }

  override _construct(done: Done): void {
    open(this.path, 'w').then((file) => {
      this.#file = file;
      done();
    }, done);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#take([chunk], done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: Done): void {
    this.#take(
      chunks.map(({ chunk }) => chunk),
      done,
    );
  }

  override _final(done: Done): void {
    void this.#settle().then(() => done(this.#failure));
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#settle()
      .then(() => this.#file?.close())
      .then(
        () => done(error),
        (cause: Error) => done(error ?? cause),
      );
  }

  #take(chunks: readonly Buffer[], done: Done): void {
    const writing = this.#write(chunks);
    this.#writing = writing.catch(() => undefined);
    writing.then(() => done(), done);
  }

  async #write(chunks: readonly Buffer[]): Promise<void> {
    if (!this.#file) throw new Error('written to before it is open');
    for (const chunk of joined(chunks)) {
      await writeWhole(this.#file, chunk);
      this.#waiting += chunk.length;
    }
    if (this.#failure) throw this.#failure;
    if (this.#waiting >= STRIDE && !this.#syncing) this.#sync(this.#file);
  }

  /** Beside the writing. What it fails with, the next write fails with: a disk tells such a thing only once. */
  #sync(file: FileHandle): void {
    this.#waiting = 0;
    this.#syncing = file.datasync().then(
      () => void (this.#syncing = null),
      (cause: Error) => {
        this.#failure ??= cause;
        this.#syncing = null;
      },
    );
  }

  /** A file closed under a call of its own might be another's by the time the call is done. */
  async #settle(): Promise<void> {
    await this.#writing;
    await this.#syncing;
  }
}

/** Small pieces, such as the heads of a zip, are written together with what follows them. */
function joined(chunks: readonly Buffer[]): readonly Buffer[] {
  return chunks.length > 1 && chunks.every(({ length }) => length < PIECE / 4)
    ? [Buffer.concat(chunks)]
    : chunks;
}

async function writeWhole(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await file.write(chunk, done, chunk.length - done)).bytesWritten;
  }
}

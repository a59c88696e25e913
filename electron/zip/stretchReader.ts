import { open, stat, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

/** A stretch of bytes of a file. Several, joined in order, are read as one. */
export interface Stretch {
  readonly path: string;
  /** Where it begins in the file. */
  readonly from: number;
  readonly size: number;
}

/** Bytes taken at once, and kept ready ahead of whoever reads. */
const PIECE = 256 * 1024;
const AHEAD = 4 * PIECE;

/** The table of contents is read in bits of some fifty bytes: this many around them are taken at once. */
const WINDOW = 64 * 1024;

/** Files open at a time: a package may have 999 volumes, and a system may allow no more than a thousand. */
const MOST_OPEN = 32;

/**
 * Reads one or several files as one for yauzl. Nothing outside of them can be asked for: yauzl takes the places it reads at
 * from the file itself, and its own reader ends the process over a place beyond 2^53.
 */
export class StretchReader extends RandomAccessReader {
  readonly size: number;
  readonly #stretches: readonly Stretch[];
  readonly #open = new Map<string, Promise<FileHandle>>();
  #window: { readonly start: number; readonly bytes: Buffer } | null = null;

  constructor(stretches: readonly Stretch[]) {
    super();
    this.#stretches = stretches;
    this.size = stretches.reduce((sum, { size }) => sum + size, 0);
  }

  /** Over a whole file, or over stretches joined. */
  static async of(place: string | readonly Stretch[]): Promise<StretchReader> {
    if (typeof place !== 'string') return new StretchReader(place);
    return new StretchReader([{ path: place, from: 0, size: (await stat(place)).size }]);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false, highWaterMark: AHEAD });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    // Out of the promise: what goes wrong in the callback is not this reader's failure.
    const answer = (error: Error | null): void => void setImmediate(callback, error);
    this.#readInWindow(buffer.subarray(offset, offset + length), position).then(() => answer(null), answer);
  }

  override close(callback: (error: Error | null) => void): void {
    void this.release().then(() => callback(null));
  }

  /** Closes its files; nobody reads any more. */
  async release(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(open.map(async (file) => (await file).close()));
  }

  /** The bytes from one place up to another, piece by piece. */
  async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += PIECE) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, end - at));
      await this.#fill(piece, at);
      yield piece;
    }
  }

  async #readInWindow(target: Buffer, position: number): Promise<void> {
    const { length } = target;
    if (length > WINDOW) return this.#fill(target, position);
    if (!this.#holds(position, length)) {
      this.#assertInside(position, length);
      const bytes = Buffer.allocUnsafe(Math.min(WINDOW, this.size - position));
      await this.#fill(bytes, position);
      this.#window = { start: position, bytes };
    }
    const { start, bytes } = this.#window ?? { start: 0, bytes: target };
    bytes.copy(target, 0, position - start, position - start + length);
  }

  #holds(position: number, length: number): boolean {
    if (!this.#window) return false;
    const { start, bytes } = this.#window;
    return position >= start && position + length <= start + bytes.length;
  }

  #assertInside(position: number, length: number): void {
    const inside = Number.isSafeInteger(position) && position >= 0 && position + length <= this.size;
    if (!inside) throw new Error('EOF: a place outside the zip');
  }

  async #fill(target: Buffer, position: number): Promise<void> {
    this.#assertInside(position, target.length);
    let [offset, done] = [0, 0];
    for (const stretch of this.#stretches) {
      const inStretch = position + done - offset;
      offset += stretch.size;
      if (done === target.length) return;
      if (inStretch >= stretch.size) continue;
      const part = target.subarray(done, done + Math.min(target.length - done, stretch.size - inStretch));
      await readWhole(await this.#handleOf(stretch.path), part, stretch.from + inStretch);
      done += part.length;
    }
  }

  #handleOf(path: string): Promise<FileHandle> {
    const known = this.#open.get(path);
    if (known) return known;
    for (const [oldest, file] of this.#open) {
      if (this.#open.size < MOST_OPEN) break;
      this.#open.delete(oldest);
      // It closes once those who still read are done.
      void file.then((handle) => handle.close()).catch(() => undefined);
    }
    const opening = open(path, 'r');
    this.#open.set(path, opening);
    return opening;
  }
}

async function readWhole(file: FileHandle, target: Buffer, position: number): Promise<void> {
  for (let done = 0; done < target.length;) {
    const { bytesRead } = await file.read(target, done, target.length - done, position + done);
    if (bytesRead === 0) throw new Error('EOF: the zip is shorter than it was');
    done += bytesRead;
  }
}

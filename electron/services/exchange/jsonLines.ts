import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** Characters written at a time. */
const PIECE = 1 << 20;

/** Writes rows as JSON, a line each. @returns size and SHA-256 of what was written. */
export async function writeLines(
  path: string,
  rows: Iterable<unknown>,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let size = 0;
  const put = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    size += bytes.length;
    await file.writeFile(bytes);
  };
  try {
    let piece = '';
    for (const row of rows) {
      piece += `${JSON.stringify(row)}\n`;
      if (piece.length < PIECE) continue;
      await put(piece);
      piece = '';
    }
    await put(piece);
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** A line that is longer than allowed, or bytes that are not UTF-8. */
export class BadLine extends Error {
  constructor(
    readonly line: number,
    readonly why: 'tooLong' | 'notText',
  ) {
    super(`line ${line}: ${why}`);
  }
}

/** Lines of a file, numbered from 1, without their ends. @throws {BadLine} */
export async function* readLines(
  path: string,
  most: number,
): AsyncGenerator<{ readonly text: string; readonly line: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [rest, line] = ['', 0];
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new BadLine(line + 1, 'notText');
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const lines = (rest + decode(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      if (text.length > most) throw new BadLine(line, 'tooLong');
      yield { text, line };
    }
    if (rest.length > most) throw new BadLine(line + 1, 'tooLong');
  }
  rest += decode();
  if (rest !== '') yield { text: rest, line: line + 1 };
}

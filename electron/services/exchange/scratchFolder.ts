import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspacePaths } from '../workspace/workspacePaths';

/**
 * A folder for what is being packed or read, where the workspace keeps what is half-written: evidence in it moves into the
 * store by its name alone, and what a killed process left goes at the next opening. Where nothing can be written there,
 * the system's own place.
 */
export async function scratchFolder(folder: string): Promise<string> {
  const path = join(workspacePaths(folder).evidenceTemporary, randomBytes(12).toString('hex'));
  try {
    await mkdir(path, { recursive: true });
    return path;
  } catch {
    return mkdtemp(join(tmpdir(), 'faheng-'));
  }
}

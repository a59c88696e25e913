import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageFacts } from '@shared/ipc/practice/exchange';
import { inspectPackage } from './preparePackage';

/**
 * What a package says of itself, where there is no workspace: what of a sealed one is opened lies in the system's own place
 * meanwhile.
 *
 * @param passphrase  '' for none. @throws {AppError} those of `openPackage`
 */
export async function lookInto(path: string, passphrase: string): Promise<PackageFacts> {
  const scratch = join(tmpdir(), `faheng-${randomBytes(8).toString('hex')}`);
  try {
    return await inspectPackage(path, { passphrase, scratch });
  } finally {
    await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
  }
}

import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ReadPackages } from '@electron/ipc/readPackages';
import type { PreparedPackage } from '@electron/services/exchange/preparedPackage';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { PackagePreview } from '@shared/ipc/practice/exchange';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

let away: string;
beforeEach(async () => {
  away = await tempFolder();
});

const at = (folder: string, accountId = 1) => ({ folder, actor: { accountId } }) as Workspace;
const preview = (name: string) => ({ already: name }) as PackagePreview;

async function prepared(name: string): Promise<PreparedPackage> {
  const scratch = join(away, name);
  await mkdir(scratch);
  return { name, scratch } as PreparedPackage;
}

const isThere = (name: string): Promise<boolean> =>
  access(join(away, name)).then(
    () => true,
    () => false,
  );

/** The code of asking for what is not kept. */
async function forgotten(read: ReadPackages, jobId: string, workspace: Workspace): Promise<string> {
  return (await refusal(Promise.resolve().then(() => read.prepared(jobId, workspace)))).code;
}

describe('packages that were read and wait for a word', () => {
  it('are of one person in one workspace; another starts anew, and nothing is left lying', async () => {
    const read = new ReadPackages();
    read.keep('job', at('库'), { prepared: await prepared('a'), preview: preview('a') });
    expect(read.prepared('job', at('库')).name).toBe('a');
    for (const other of [at('另一个库'), at('库', 2)]) {
      const asked = forgotten(read, 'job', other);
      expect(await asked).toBe('PREVIEW_EXPIRED');
    }
    read.keep('next', at('库', 2), { prepared: await prepared('b'), preview: preview('b') });
    expect(await forgotten(read, 'job', at('库'))).toBe('PREVIEW_EXPIRED');
    await vi.waitFor(async () => expect(await isThere('a')).toBe(false));
    expect(await isThere('b')).toBe(true);
  });

  it('are worked out anew once something was merged, and only then', async () => {
    const read = new ReadPackages();
    read.keep('job', at('库'), { prepared: await prepared('a'), preview: preview('then') });
    const again = vi.fn<() => Promise<PackagePreview>>(async () => preview('now'));
    expect(await read.preview('job', at('库'), again)).toEqual(preview('then'));
    read.changed();
    expect(await read.preview('job', at('库'), again)).toEqual(preview('now'));
    expect(await read.preview('job', at('库'), again)).toEqual(preview('now'));
    expect(again).toHaveBeenCalledTimes(1);
  });

  it('are forgotten one by one, the oldest where there are too many', async () => {
    const read = new ReadPackages();
    for (let index = 0; index <= 60; index += 1) {
      read.keep(`job${index}`, at('库'), { prepared: await prepared(`p${index}`), preview: preview('x') });
    }
    expect(await forgotten(read, 'job0', at('库'))).toBe('PREVIEW_EXPIRED');
    expect(read.prepared('job60', at('库')).name).toBe('p60');
    read.discard('job60');
    await vi.waitFor(async () => expect([await isThere('p0'), await isThere('p60')]).toEqual([false, false]));
    expect(await isThere('p1')).toBe(true);
  });
});

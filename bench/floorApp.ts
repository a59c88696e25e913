import { chmod, cp, link, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { PROJECT } from './context';

/**
 * The packaged app with everything of ours taken out: the same runtime, fuses and native module, and the few lines of
 * bench/floor instead of the program.
 *
 * @returns its executable.
 */
export async function makeFloorApp(app: string, work: string): Promise<string> {
  const from = dirname(app);
  const folder = join(work, 'floor-app');
  await linkTree(from, folder);
  const sources = join(work, 'floor-sources');
  extractAll(join(from, 'resources', 'app.asar'), sources);
  await rm(join(sources, 'out'), { recursive: true });
  await cp(join(PROJECT, 'bench', 'floor'), sources, { recursive: true });
  const resources = join(folder, 'resources');
  await rm(join(resources, 'app.asar'));
  await rm(join(resources, 'app.asar.unpacked'), { recursive: true });
  await createPackageWithOptions(sources, join(resources, 'app.asar'), { unpack: '*.node' });
  return join(folder, basename(app));
}

/** Hard links where the disk allows them: the runtime has 230 MB, and shared pages make neither side start colder. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else {
      await link(source, target).catch(async () => {
        await cp(source, target);
        if (entry.name === 'faheng') await chmod(target, 0o755);
      });
    }
  }
}

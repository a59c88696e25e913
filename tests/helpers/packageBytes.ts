import { join } from 'node:path';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import { packPackage } from '@electron/services/exchange/packPackage';
import type { PackRequest } from '@electron/services/exchange/kinds/packageHandler';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import { tempFolder } from './tempFolder';

/** Everything in a package but the bytes of its evidence. */
export interface PackageText {
  readonly path: string;
  readonly manifest: PackageManifest;
  /** By name inside; the manifest as `manifest.json`. */
  readonly files: ReadonlyMap<string, string>;
  /** All of it in one piece. */
  readonly text: string;
  /** Hashes of the evidence inside. */
  readonly evidence: readonly string[];
}

/** Packs what is asked for into a folder of its own. @returns where it lies. */
export async function aPackage(workspace: Workspace, request: Partial<PackRequest>): Promise<string> {
  const path = join(await tempFolder(), `${request.kind ?? 'task'}.fhpkg`);
  const whole = { kind: 'task', unitCodes: [], itemCodes: [], scorer: '', note: '', ...request } as const;
  await packPackage(workspace, whole, path);
  return path;
}

/** Reads every byte of a package's rows. */
export async function readPackageText(path: string): Promise<PackageText> {
  const opened = await openPackage(path, { scratch: await tempFolder() });
  const { manifest } = opened;
  const files = new Map([['manifest.json', JSON.stringify(manifest)]]);
  const evidence: string[] = [];
  try {
    await opened.read({
      write: async ({ path: inside }, chunks) => {
        const bytes: Uint8Array[] = [];
        for await (const chunk of chunks) bytes.push(chunk);
        if (inside.startsWith('evidence/')) evidence.push(inside.slice(-64));
        else files.set(inside, Buffer.concat(bytes).toString('utf8'));
      },
    });
  } finally {
    await opened.close();
  }
  return { path, manifest, files, evidence, text: [...files.values()].join('\n') };
}

import { openZipFile } from '../../zip/openZipFile';

/** Names looked at: the marks of a document stand among far fewer. */
const MAX_ENTRIES = 20_000;

/**
 * Names in a zip container, from its table of contents; nothing is unpacked.
 *
 * @returns null where the container is damaged or its names leave the container.
 */
export async function readZipNames(path: string): Promise<readonly string[] | null> {
  const zip = await openZipFile(path).catch(() => null);
  if (!zip) return null;
  const names: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (names.length === MAX_ENTRIES) break;
    }
    return names;
  } catch {
    return null;
  } finally {
    zip.close();
  }
}

import { open as openZip, type Entry, type ZipFile } from 'yauzl';

/** Names looked at: the marks of a document stand among far fewer. */
const MAX_ENTRIES = 20_000;

/**
 * Names in a zip container, from its table of contents; nothing is unpacked.
 *
 * @returns null where the container is damaged or its names leave the container.
 */
export function readZipNames(path: string): Promise<readonly string[] | null> {
  return new Promise((resolve) => {
    openZip(path, { lazyEntries: true, autoClose: true }, (error, zip?: ZipFile) => {
      if (error || !zip) return resolve(null);
      const names: string[] = [];
      zip.on('entry', (entry: Entry) => {
        names.push(entry.fileName);
        if (names.length < MAX_ENTRIES) return zip.readEntry();
        zip.close();
        resolve(names);
      });
      zip.on('error', () => resolve(null));
      zip.on('end', () => resolve(names));
      zip.readEntry();
    });
  });
}

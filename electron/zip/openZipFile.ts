import { fromRandomAccessReader, type Options, type ZipFile } from 'yauzl';
import { StretchReader, type Stretch } from './stretchReader';

type OpenZipOptions = Pick<Options, 'decodeStrings' | 'strictFileNames'>;

/**
 * Opens a zip, one file or several joined, for reading entry by entry. The only way a zip is opened here: see StretchReader.
 *
 * @returns  it, to be closed by the caller.
 * @throws {Error} with a `code` where the disk refuses; without one where it is no zip.
 */
export async function openZipFile(
  place: string | readonly Stretch[],
  options: OpenZipOptions = {},
): Promise<ZipFile> {
  const reader = await StretchReader.of(place);
  return new Promise((resolve, reject) => {
    const take = (error: Error | null, zip?: ZipFile): void => {
      if (error || !zip) return reader.close(() => reject(error ?? new Error('not a zip')));
      // An error nobody waits for at that moment must not end the process; whoever waits has a listener of his own.
      zip.on('error', () => undefined);
      resolve(zip);
    };
    fromRandomAccessReader(reader, reader.size, { ...options, lazyEntries: true, autoClose: false }, take);
  });
}

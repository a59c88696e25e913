/** What a package says of itself; its first entry. */
export const MANIFEST_ENTRY = 'manifest.json';

/** Ed25519 over the bytes of the manifest, base64; the second entry. */
export const SIGNATURE_ENTRY = 'signature.txt';

/** The package itself, sealed, where it is under a passphrase. */
export const PAYLOAD_ENTRY = 'payload.bin';

/** Largest manifest read: room for some two hundred thousand files. */
export const MAX_HEAD_BYTES = 64 * 1024 * 1024;

/** How the manifest's JSON may be: `files` and `absent` of as many lines as the schema allows. */
export const MANIFEST_LIMITS = { depth: 6, values: 2_000_000 } as const;

/** Files of a package, and as many again that it only names. */
export const MOST_FILES = 200_000;

/** Of all data together, not deflated. */
const MOST_DATA = 512 * 1024 * 1024;

/** Of the database in an archive. */
const MOST_DATABASE = 8 * 1024 * 1024 * 1024;

/** Rows and databases deflate to a fifth, very regular ones to a fiftieth. */
export const MOST_GROWTH = 200;

/** The limit that files go beyond, as it is told; '' for none. */
export function limitBroken(files: readonly { readonly path: string; readonly size: number }[]): string {
  const bytesUnder = (folder: string): number =>
    files.reduce((sum, { path, size }) => (path.startsWith(folder) ? sum + size : sum), 0);
  if (bytesUnder('data/') > MOST_DATA) return '512 MB';
  if (bytesUnder('database/') > MOST_DATABASE) return '8 GB';
  return files.length > MOST_FILES ? '20 万份' : '';
}

/** Evidence travels as it is: scans and photographs do not get smaller. */
export function isStored({ path }: { readonly path: string }): boolean {
  return path.startsWith('evidence/');
}

/** Whether each file of evidence is called by what it holds. */
export function areNamedByContent(
  files: readonly { readonly path: string; readonly sha256: string }[],
): boolean {
  return files.every(({ path, sha256 }) => !isStored({ path }) || path.endsWith(`/${sha256}`));
}

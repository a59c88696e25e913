/** What a package says of itself; its first entry. */
export const MANIFEST_ENTRY = 'manifest.json';

/** Ed25519 over the bytes of the manifest, base64; the second entry. */
export const SIGNATURE_ENTRY = 'signature.txt';

/** The package itself, sealed, where it is under a passphrase. */
export const PAYLOAD_ENTRY = 'payload.bin';

/** Largest manifest read: room for some two hundred thousand files. */
export const MAX_HEAD_BYTES = 64 * 1024 * 1024;

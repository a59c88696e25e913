import { packageManifestSchema, type PackageManifest } from '@shared/exchange/packageManifest';
import { sha256Text } from '../caseFiles/sha256Text';

/** SHA-256 of a manifest's own bytes, which its signature is over: two packages of one id are told apart by it. */
export function manifestDigest(manifest: PackageManifest): string {
  // The schema's own order of fields is the order they were written in.
  return sha256Text(JSON.stringify(packageManifestSchema.parse(manifest)));
}

import { crc32 } from 'node:zlib';

/**
 * What the build puts in the place of the package `buffer-crc32` (yazl, archiver): the check sum by zlib's own machine code
 * instead of a loop in JavaScript, which alone took longer than reading, hashing and writing the same bytes.
 *
 * @param previous  the check sum of the bytes before.
 */
export function unsigned(bytes: Uint8Array, previous = 0): number {
  return crc32(bytes, previous);
}

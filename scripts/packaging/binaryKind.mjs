/** Machine numbers of the ELF and PE formats, for the processors we pack for. */
const elfMachines = new Map([
  [62, 'x64'],
  [183, 'arm64'],
]);
const peMachines = new Map([
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
]);

/**
 * For which system a shared library was compiled, by its header: "linux-x64", "win32-arm64" …
 * @param {Buffer} bytes at least the first kilobyte of the file
 * @returns {string} "unknown" where it is neither ELF nor PE, or for another processor
 */
export function binaryKind(bytes) {
  if (bytes.length >= 20 && bytes.readUInt32BE(0) === 0x7f454c46) {
    return name('linux', elfMachines.get(bytes.readUInt16LE(18)));
  }
  if (bytes.length >= 64 && bytes.toString('latin1', 0, 2) === 'MZ') {
    const header = bytes.readUInt32LE(60);
    return header + 6 <= bytes.length
      ? name('win32', peMachines.get(bytes.readUInt16LE(header + 4)))
      : 'unknown';
  }
  return 'unknown';
}

/**
 * @param {string} platform
 * @param {string | undefined} arch
 */
function name(platform, arch) {
  return arch ? `${platform}-${arch}` : 'unknown';
}

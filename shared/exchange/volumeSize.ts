/** Smallest volume that is written. */
export const LEAST_VOLUME = 64 * 1024;

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** 20M, 1.5G, 700 KB → bytes; null for anything else, or less than a volume may have. */
export function parseVolumeSize(text: string): number | null {
  const match = /^(\d{1,12})(\.\d{1,3})?\s*([kmg]?)b?$/i.exec(text.trim());
  if (!match) return null;
  const [, whole = '', part = '', unit = ''] = match;
  const bytes = Math.floor(Number(`${whole}${part}`) * (UNITS[unit.toLowerCase()] ?? 1));
  return bytes >= LEAST_VOLUME && bytes <= 1e12 ? bytes : null;
}

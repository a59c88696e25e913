import { call } from '../api';

/** Characters Windows does not allow in file names. */
const FORBIDDEN = /[\\/:*?"<>|]/g;

/** Bytes of a base64 data URL. */
export function bytesOfDataUrl(dataUrl: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (c) => c.charCodeAt(0));
}

/**
 * Asks where to, and saves a PNG.
 * @returns the file's name; null where the person changed their mind.
 */
export async function saveImage(dataUrl: string, name: string): Promise<string | null> {
  const suggestedName = `${name.replace(FORBIDDEN, '_')}.png`;
  const target = await call('dialog:save', { suggestedName, extension: 'png' });
  if (!target) return null;
  const { fileName } = await call('images:save', { target: target.token, bytes: bytesOfDataUrl(dataUrl) });
  return fileName;
}

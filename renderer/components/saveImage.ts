/** Characters Windows does not allow in file names. */
const FORBIDDEN = /[\\/:*?"<>|]/g;

/** Offers a picture for saving through the system's own dialog. */
export function saveImage(dataUrl: string, name: string): void {
  const bytes = Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (c) => c.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(FORBIDDEN, '_')}.png`;
  link.click();
  // The download has taken hold of the blob by the next minute at the latest.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * The screenshot of a paste. Spreadsheets put a picture of the cells beside their text: that paste is text.
 * @returns null where there is no picture, or where it only accompanies a text.
 */
export function pastedImage(clipboard: Pick<DataTransfer, 'types' | 'files'>): File | null {
  if (clipboard.types.includes('text/plain')) return null;
  return [...clipboard.files].find((file) => file.type.startsWith('image/')) ?? null;
}

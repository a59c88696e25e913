import { readFile } from 'node:fs/promises';
import { manualPath } from '../../resourcePaths';

/** The manual for people, as it is written: Markdown, with pictures named `images/manual/<name>.png`. */
export function readManual(): Promise<string> {
  return readFile(manualPath('用户手册.md'), 'utf8');
}

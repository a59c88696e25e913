import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manualPath } from '@electron/resourcePaths';
import { readManual } from '@electron/services/manual/readManual';

describe('the manual', () => {
  it('is there, with every picture it names under the name the page may ask for', async () => {
    const text = await readManual();
    expect(text).toMatch(/^# 法衡用户手册$/m);
    const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, target]) => target ?? '');
    expect(pictures.length).toBeGreaterThan(20);
    for (const picture of pictures) {
      expect(picture).toMatch(/^images\/manual\/[a-z0-9-]+\.png$/);
      expect(existsSync(manualPath(picture))).toBe(true);
    }
  });
});

import { join, resolve } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

const TARGET = join(resolve(process.env['FAHENG_SCREENSHOTS'] ?? 'docs/images'), 'manual');
const MARGIN = 12;

/** Waits until everything has been drawn. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator('.ant-spin-spinning, .ant-skeleton-active')).toHaveCount(0);
  await expect(page.locator('.ant-message-notice')).toHaveCount(0, { timeout: 10_000 });
  await page.mouse.move(1365, 767);
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ effect, playState }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  await page.waitForTimeout(400);
}

/** What a person sees: the whole window, or one part of it with a margin. */
export async function picture(page: Page, name: string, part?: Locator): Promise<void> {
  await settle(page);
  const found = part ? await part.boundingBox() : null;
  const left = Math.max(0, (found?.x ?? 0) - MARGIN);
  const top = Math.max(0, (found?.y ?? 0) - MARGIN);
  const clip = found && {
    x: left,
    y: top,
    width: Math.min(1366, found.x + found.width + MARGIN) - left,
    height: Math.min(768, found.y + found.height + MARGIN) - top,
  };
  await page.screenshot({ path: join(TARGET, `${name}.png`), caret: 'hide', ...(clip ? { clip } : {}) });
}

/** The window from its top down to the end of a part: what is below is empty. */
export async function pictureDownTo(page: Page, name: string, part: Locator): Promise<void> {
  await settle(page);
  const found = await part.boundingBox();
  const height = Math.min(768, Math.ceil((found?.y ?? 0) + (found?.height ?? 768) + 2 * MARGIN));
  const clip = { x: 0, y: 0, width: 1366, height };
  await page.screenshot({ path: join(TARGET, `${name}.png`), caret: 'hide', clip });
}
